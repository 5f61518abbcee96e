package dev.weir.cache.observe.shadow;

import dev.weir.cache.decide.Reason;
import dev.weir.cache.entry.SelectingFields;
import dev.weir.cache.exchange.Account;
import dev.weir.cache.exchange.Ask;
import dev.weir.cache.exchange.ClientExchange;
import dev.weir.cache.exchange.ExchangeListener.Ending;
import dev.weir.cache.exchange.Hierarchy;
import dev.weir.cache.exchange.ResultTag;
import dev.weir.cache.observe.ledger.Fingerprint;
import dev.weir.cache.observe.rules.RuleWatch;
import dev.weir.cache.observe.rules.Versions;
import dev.weir.cache.observe.shadow.Sighting.Keeping;
import dev.weir.cache.observe.shadow.Sighting.Live;
import dev.weir.http.FieldSource;
import org.jspecify.annotations.Nullable;

/// Turns an exchange that has ended into what the candidate has to know of it.
final class Sightings {

  private Sightings() {}

  /// Null for what no rule decides: ranges, requests passed on as they are, other methods.
  static @Nullable Sighting of(ClientExchange exchange, Ask ask, Ending ending) {
    Account account = exchange.account();
    Reason reason = account.reason();
    if (reason == null
        || reason == Reason.BYPASS
        || reason == Reason.METHOD
        || !ask.facts().isRetrieval()
        || ask.fields().contains("Range")) {
      return null;
    }
    FieldSource fields = exchange.answerFields();
    return new Sighting(
        place(ask, fields),
        ask.key(),
        ask.facts(),
        exchange.arrival(),
        exchange.responseOctets(),
        live(account, reason),
        keeping(reason),
        exchange.answerFacts(),
        fields,
        version(exchange, ending));
  }

  /// Variants are followed apart, as far as the answer says what makes variants.
  private static long place(Ask ask, @Nullable FieldSource fields) {
    long key = Fingerprint.of(ask.key().uri());
    return fields == null || !fields.contains("vary")
        ? key
        : key + 31L * SelectingFields.of(fields, ask.fields()).fingerprint();
  }

  private static Live live(Account account, Reason reason) {
    if (reason.kind() == Reason.Kind.GATEWAY_TIMEOUT) {
      return Live.REFUSED;
    }
    return switch (account.tag()) {
      case TCP_STALE_HIT -> Live.STALE_MEANWHILE;
      case TCP_REFRESH_FAIL_OLD -> Live.STALE_ON_ERROR;
      case TCP_CF_HIT -> Live.JOINED;
      default -> RuleWatch.isHit(account) ? hit(reason) : sentOn(account);
    };
  }

  /// A conditional request answered 304 keeps the reason it was a hit for.
  private static Live hit(Reason reason) {
    return switch (reason) {
      case STALE_WHILE_REVALIDATE -> Live.STALE_MEANWHILE;
      case STALE_ON_ERROR -> Live.STALE_ON_ERROR;
      default -> Live.HIT;
    };
  }

  private static Live sentOn(Account account) {
    if (isSibling(account.hierarchy())) {
      return Live.FROM_SIBLING;
    }
    return account.tag() == ResultTag.TCP_MISS ? Live.MISSED : Live.VALIDATED;
  }

  private static boolean isSibling(Hierarchy hierarchy) {
    return hierarchy.code().contains("SIBLING");
  }

  private static Keeping keeping(Reason reason) {
    return switch (reason) {
      case TOO_LARGE,
          TOO_SMALL,
          INCOMPLETE,
          LENGTH_UNKNOWN,
          PEER_PROXY_ONLY,
          KEPT_BY_OWNER,
          STORED_IS_BETTER ->
          Keeping.IMPOSSIBLE;
      default -> reason.kind() == Reason.Kind.NOT_STORED ? Keeping.RULED_OUT : Keeping.STORED;
    };
  }

  private static long version(ClientExchange exchange, Ending ending) {
    int status = exchange.response().getStatus();
    if (status == 404 || status == 410) {
      return status;
    }
    if ((status != 200 && status != 304) || (exchange.isHead() && !hasAnswer(exchange))) {
      return 0;
    }
    String version = Versions.of(exchange.response().getHeaders(), status, ending);
    return version == null ? 0 : Fingerprint.of(version) | 1;
  }

  private static boolean hasAnswer(ClientExchange exchange) {
    return exchange.answerFacts() != null;
  }
}
