package dev.weir.cache;

import dev.weir.cache.decide.Assessment;
import dev.weir.cache.decide.CacheDecision;
import dev.weir.cache.decide.CachePolicy;
import dev.weir.cache.decide.ErrorDecision;
import dev.weir.cache.decide.Freshness;
import dev.weir.cache.decide.Reason;
import dev.weir.cache.decide.RefreshRule;
import dev.weir.cache.decide.RequestFacts;
import dev.weir.cache.decide.StorageDecision;
import dev.weir.cache.deliver.ErrorPages;
import dev.weir.cache.deliver.NodeFields;
import dev.weir.cache.deliver.PartDelivery;
import dev.weir.cache.deliver.Relay;
import dev.weir.cache.deliver.StoredDelivery;
import dev.weir.cache.deliver.UpstreamReport;
import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.entry.StoredFacts;
import dev.weir.cache.exchange.Account;
import dev.weir.cache.exchange.ClientExchange;
import dev.weir.cache.exchange.Hierarchy;
import dev.weir.cache.exchange.ResultTag;
import dev.weir.cache.fetch.FetchOutcome;
import dev.weir.cache.fetch.FetchTrouble;
import dev.weir.cache.fetch.Fetched;
import dev.weir.cache.forward.Answer;
import dev.weir.cache.partial.PartialResponse;
import dev.weir.cache.partial.PartialUse;
import dev.weir.cache.route.Destination;
import dev.weir.cache.secret.HopMark;
import dev.weir.cache.store.Variant;
import dev.weir.http.CacheStatus;
import dev.weir.http.Fwd;
import dev.weir.http.ProxyError;
import dev.weir.runtime.upstream.UpstreamFailure;
import java.time.Instant;
import java.time.InstantSource;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;

/// The last step of every retrieval: says to the client what has been decided or fetched, and to
/// the log what it was.
final class Answers {

  private final NodeFields node;
  private final CachePolicy policy;
  private final InstantSource clock;
  private final StoredDelivery storedDelivery;
  private final PartDelivery partDelivery;
  private final Relay relay;
  private final UpstreamReport report;
  private final ErrorPages errorPages;

  Answers(NodeFields node, CachePolicy policy, InstantSource clock) {
    this.node = node;
    this.policy = policy;
    this.clock = clock;
    this.report = new UpstreamReport(node.name());
    this.errorPages = new ErrorPages(report);
    this.storedDelivery = new StoredDelivery(node);
    this.partDelivery = new PartDelivery(node);
    this.relay = new Relay(node, errorPages);
  }

  ErrorPages errorPages() {
    return errorPages;
  }

  Relay relay() {
    return relay;
  }

  /// A stored response that may be used as it is.
  void fresh(
      ClientExchange exchange,
      Variant variant,
      CacheDecision.ServeFresh decision,
      RefreshRule rule) {
    ResultTag tag = freshTag(variant.source(), decision.reason());
    hit(exchange, variant, tag, decision.reason(), decision.ttlSeconds(), rule);
  }

  private static ResultTag freshTag(Variant.Source source, Reason reason) {
    return switch (reason) {
      case NEGATIVE_HIT -> ResultTag.TCP_NEGATIVE_HIT;
      case OFFLINE_HIT -> ResultTag.TCP_OFFLINE_HIT;
      default -> source == Variant.Source.DISK ? ResultTag.TCP_HIT : ResultTag.TCP_MEM_HIT;
    };
  }

  /// A stale response that is being validated behind the client's back.
  void staleMeanwhile(
      ClientExchange exchange,
      Variant variant,
      CacheDecision.ServeStaleWhileRevalidate decision,
      RefreshRule rule) {
    hit(exchange, variant, ResultTag.TCP_STALE_HIT, decision.reason(), decision.ttlSeconds(), rule);
  }

  private void hit(
      ClientExchange exchange,
      Variant variant,
      ResultTag tag,
      Reason reason,
      long ttl,
      RefreshRule rule) {
    CacheStatus.Builder member = keyed(node.hit(), exchange, variant.response().key());
    String status = member.ttl(ttl).detail(reason.token()).toString();
    Account account = Account.stored(tag, reason, rule.name(), status);
    deliver(exchange, variant, account, clock.instant());
  }

  private void deliver(ClientExchange exchange, Variant variant, Account account, Instant now) {
    exchange.answersWith(variant.response().facts(), variant.response().fields());
    storedDelivery.deliver(exchange, variant, account, now);
  }

  /// A stale response in the place of the error its validation ended in.
  void staleOnError(
      ClientExchange exchange,
      Variant variant,
      Reason becauseStale,
      ErrorDecision.ServeStale decision,
      FetchTrouble trouble) {
    exchange.response().getHeaders().put("Proxy-Status", report.of(trouble).toString());
    String status =
        forwarded(exchange, variant.response().key(), becauseStale)
            .ttl(decision.ttlSeconds())
            .detail(decision.reason().token())
            .toString();
    Account account =
        Account.stored(
            ResultTag.TCP_REFRESH_FAIL_OLD,
            decision.reason(),
            ruleName(variant.response().key()),
            status);
    deliver(exchange, variant, account, clock.instant());
  }

  /// A stored response that upstream has found good.
  void validated(ClientExchange exchange, Reason why, FetchOutcome.Validated validated) {
    CacheStatus.Builder status =
        forwarded(exchange, validated.variant().response().key(), why).stored();
    if (validated.share() == FetchOutcome.Share.COLLAPSED) {
      status.collapsed();
    }
    validated(exchange, why, validated.variant(), validated.answer(), status);
  }

  /// One that may be used this once and not be kept.
  void validatedOnce(ClientExchange exchange, Reason why, FetchOutcome.ValidatedOnce validated) {
    CacheStatus.Builder status = forwarded(exchange, validated.variant().response().key(), why);
    validated(exchange, why, validated.variant(), validated.answer(), status);
  }

  private void validated(
      ClientExchange exchange,
      Reason why,
      Variant variant,
      Answer answer,
      CacheStatus.Builder status) {
    Instant now = clock.instant();
    CacheKey key = variant.response().key();
    status.fwdStatus(304).ttl(ttl(key, variant.response().facts(), now)).detail(why.token());
    ResultTag tag = ResultTag.TCP_REFRESH_UNMODIFIED;
    deliver(exchange, variant, fetched(tag, why, key, answer, status.toString()), now);
  }

  /// A range all octets of which are held.
  void part(ClientExchange exchange, PartialUse.Serve part, CacheDecision.ServeFresh decision) {
    String status =
        keyed(node.hit(), exchange, part.held().head().key())
            .ttl(decision.ttlSeconds())
            .detail(decision.reason().token())
            .toString();
    Account account =
        Account.stored(
            freshTag(Variant.Source.MEMORY, decision.reason()),
            decision.reason(),
            ruleName(part.held().head().key()),
            status);
    exchange.answersWith(part.held().head().facts(), part.held().head().fields());
    partDelivery.deliver(exchange, part.held(), part.range(), account, clock.instant());
  }

  /// Parts that now cover what was wanted.
  void completed(ClientExchange exchange, Reason why, FetchOutcome.Completed completed) {
    Instant now = clock.instant();
    PartialResponse grown = completed.grown().response();
    CacheKey key = grown.head().key();
    CacheStatus.Builder status =
        forwarded(exchange, key, why)
            .fwdStatus(completed.answer().status())
            .ttl(ttl(key, grown.head().facts(), now))
            .detail(why.token());
    if (completed.grown().isForAll()) {
      status.stored();
    }
    Account account =
        fetched(
            ResultTag.TCP_MISS, why, key, completed.answer(), withShare(status, completed.share()));
    if (grown.isWhole()) {
      deliver(exchange, new Variant(grown.whole(), now), account, now);
    } else if (PartialUse.of(grown, exchange.fields()) instanceof PartialUse.Serve part) {
      partDelivery.deliver(exchange, grown, part.range(), account, now);
    } else {
      throw new IllegalStateException("completed, but not to what was wanted");
    }
  }

  /// A response that is arriving.
  void arriving(
      ClientExchange exchange,
      CacheKey key,
      CacheDecision decision,
      FetchOutcome.Arriving arriving) {
    Fetched fetched = arriving.fetched();
    Answer answer = fetched.answer();
    Reason why = decision.reason();
    CacheStatus.Builder status = forwarded(exchange, key, why).fwdStatus(answer.status());
    Reason told =
        switch (fetched.storage()) {
          case StorageDecision.Store(_, var facts, _) -> {
            status.stored().ttl(ttl(key, facts, clock.instant()));
            yield why;
          }
          case StorageDecision.DoNotStore(Reason refusal) -> refusal;
        };
    status.detail(told.token());
    ResultTag tag = tag(decision, answer, arriving.share());
    exchange.answersWith(fetched.facts(), answer.fields());
    exchange.note(fetched(tag, told, key, answer, withShare(status, arriving.share())));
    if (arriving.share() == FetchOutcome.Share.COLLAPSED) {
      // RFC 9111 §4: it is used like a stored one, and may have been arriving for long.
      long age = fetched.facts().currentAge(clock.instant()).toSeconds();
      exchange.response().getHeaders().put(HttpHeader.AGE, age);
    }
    if (fetched.isKept()) {
      relay.deliverKept(exchange, answer, arriving.content());
    } else {
      relay.deliver(exchange, answer, arriving.content());
    }
  }

  private static ResultTag tag(CacheDecision decision, Answer answer, FetchOutcome.Share share) {
    if (decision instanceof CacheDecision.Validate) {
      return answer.status() >= 500
          ? ResultTag.TCP_REFRESH_FAIL_ERR
          : ResultTag.TCP_REFRESH_MODIFIED;
    }
    if (decision.reason() == Reason.STALE_FORCED_RELOAD) {
      return ResultTag.TCP_CLIENT_REFRESH_MISS;
    }
    return share == FetchOutcome.Share.COLLAPSED ? ResultTag.TCP_CF_HIT : ResultTag.TCP_MISS;
  }

  /// No answer from upstream.
  void failed(
      ClientExchange exchange,
      CacheDecision decision,
      UpstreamFailure failure,
      @Nullable Destination last) {
    ResultTag tag =
        decision instanceof CacheDecision.Validate
            ? ResultTag.TCP_REFRESH_FAIL_ERR
            : ResultTag.TCP_MISS;
    Hierarchy hierarchy = last == null ? Hierarchy.NONE : last.hierarchy();
    String status =
        node.forwarded(fwd(decision.reason())).detail(failure.error().token()).toString();
    exchange.note(new Account(tag, decision.reason(), null, hierarchy, status, null));
    exchange.response().getHeaders().add("Cache-Status", status);
    errorPages.upstreamFailed(exchange, failure, last);
  }

  /// Nothing usable is stored, and upstream is not to be asked.
  void gatewayTimeout(ClientExchange exchange, Reason reason) {
    String status = node.ownAnswer(reason.token());
    exchange.note(Account.stored(ResultTag.TCP_MISS, reason, "", status));
    exchange.response().getHeaders().add("Cache-Status", status);
    errorPages.onlyIfCached(exchange);
  }

  /// The request has been here before.
  void looped(ClientExchange exchange) {
    String status = node.ownAnswer(ProxyError.PROXY_LOOP_DETECTED.token());
    exchange.response().getHeaders().add("Cache-Status", status);
    errorPages.looped(exchange);
  }

  /// The request claims to come from a node of the cluster, and is not believed.
  void denied(ClientExchange exchange, Reason reason) {
    String status = node.ownAnswer(reason.token());
    exchange.note(Account.stored(ResultTag.TCP_DENIED, reason, "", status));
    exchange.response().getHeaders().add("Cache-Status", status);
    // Whoever is a node all the same, with another secret, asks somebody else then.
    exchange.response().getHeaders().put(HopMark.FIELD, HopMark.REFUSED);
    errorPages.denied(exchange);
  }

  private CacheStatus.Builder forwarded(ClientExchange exchange, CacheKey key, Reason why) {
    return keyed(node.forwarded(fwd(why)), exchange, key);
  }

  /// The key is told where it is another than the URI asked for.
  private static CacheStatus.Builder keyed(
      CacheStatus.Builder status, ClientExchange exchange, CacheKey key) {
    String asked = exchange.request().getHttpURI().getPathQuery();
    return asked == null || key.uri().endsWith(asked) ? status : status.key(key.uri());
  }

  private Account fetched(ResultTag tag, Reason why, CacheKey key, Answer answer, String status) {
    return new Account(
        tag, why, ruleName(key), answer.from().hierarchy(), status, answer.elapsed());
  }

  /// The rule it is judged by now, which need not be the one it was stored by.
  private String ruleName(CacheKey key) {
    return policy.ruleFor(key).name();
  }

  private long ttl(CacheKey key, StoredFacts facts, Instant now) {
    RefreshRule rule = policy.ruleFor(key);
    Assessment assessment = Freshness.assess(facts, RequestFacts.PLAIN_GET, rule, policy, now);
    return assessment.ttlSeconds();
  }

  private static String withShare(CacheStatus.Builder status, FetchOutcome.Share share) {
    return share == FetchOutcome.Share.COLLAPSED
        ? status.collapsed().toString()
        : status.toString();
  }

  private static Fwd fwd(Reason why) {
    Fwd fwd = why.fwd();
    return fwd == null ? Fwd.MISS : fwd;
  }
}
