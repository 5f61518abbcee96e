package dev.weir.cache.observe.rules;

import dev.weir.cache.decide.Reason;
import dev.weir.cache.exchange.Account;
import dev.weir.cache.exchange.ClientExchange;
import dev.weir.cache.exchange.ExchangeListener;
import dev.weir.cache.exchange.Hierarchy;
import dev.weir.cache.exchange.ResultTag;
import dev.weir.cache.observe.ledger.ChangeLedger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/// Books every exchange under its rule, and what the origin said in the ledger of changes.
public final class RuleWatch implements ExchangeListener {

  private final RuleScores scores;
  private final ChangeLedger ledger;
  private final InstantSource clock;

  public RuleWatch(RuleScores scores, ChangeLedger ledger, InstantSource clock) {
    this.scores = scores;
    this.ledger = ledger;
    this.clock = clock;
  }

  @Override
  public void ended(ClientExchange exchange, Ending ending) {
    Account account = exchange.account();
    RuleScore score = scores.of(account.rule());
    if (score == null || account.rule() == null) {
      return;
    }
    long octets = exchange.responseOctets();
    boolean hit = isHit(account);
    score.requests.increment();
    score.bytes.add(octets);
    score.minute(exchange.arrival(), hit);
    HttpFields fields = exchange.response().getHeaders();
    if (hit) {
      score.hit(octets);
      score.ages.add(fields.getLongField(HttpHeader.AGE));
    } else {
      Duration elapsed = account.upstreamElapsed();
      if (elapsed != null) {
        score.fetched(elapsed);
      }
      hear(exchange, ending, score, fields);
    }
    refusalsAndStaleness(account, score);
    if (scores.isSampleDue()) {
      scores.sample(account.rule(), exchange.request().getHttpURI().toString());
    }
  }

  /// Answered without asking anybody.
  public static boolean isHit(Account account) {
    return account.tag().isHit() && account.hierarchy().equals(Hierarchy.NONE);
  }

  private static void refusalsAndStaleness(Account account, RuleScore score) {
    if (account.tag().isHit() && !isHit(account)) {
      score.validated.increment();
    }
    Reason reason = account.reason();
    if (reason == null) {
      return;
    }
    switch (reason) {
      case STALE_WHILE_REVALIDATE, STALE_ON_ERROR, OFFLINE_HIT -> score.staleServed.increment();
      case PERSONAL_SET_COOKIE, PERSONAL_COOKIE, PERSONAL_AUTHORIZATION, PERSONAL_VARY_COOKIE ->
          score.personal.increment();
      default -> {}
    }
  }

  private void hear(ClientExchange exchange, Ending ending, RuleScore score, HttpFields fields) {
    ResultTag tag = exchange.account().tag();
    boolean fromOrigin =
        tag == ResultTag.TCP_MISS
            || tag == ResultTag.TCP_REFRESH_MODIFIED
            || tag == ResultTag.TCP_REFRESH_UNMODIFIED
            || tag == ResultTag.TCP_CLIENT_REFRESH_MISS;
    int status = exchange.response().getStatus();
    boolean fromSibling = exchange.account().hierarchy().code().contains("SIBLING");
    if (!fromOrigin || fromSibling || (status != 200 && status != 304) || exchange.isHead()) {
      return;
    }
    String version = Versions.of(fields, status, ending);
    if (version != null) {
      Instant now = clock.instant();
      score.heard(ledger.hear(exchange.request().getHttpURI().toString(), version, now));
    }
  }
}
