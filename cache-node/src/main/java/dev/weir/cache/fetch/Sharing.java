package dev.weir.cache.fetch;

import dev.weir.cache.decide.CacheDecision;
import dev.weir.cache.decide.CachePolicy;
import dev.weir.cache.decide.Reason;
import dev.weir.cache.decide.RequestFacts;
import dev.weir.cache.decide.Reuse;
import dev.weir.cache.decide.StorageDecision;
import dev.weir.cache.entry.SelectingFields;
import dev.weir.cache.entry.StoredFacts;
import dev.weir.cache.entry.StoredResponse;
import dev.weir.cache.exchange.Ask;
import dev.weir.cache.forward.Answer;
import java.time.InstantSource;

/// Whether an answer fetched for one client may be given to another while it is still arriving (RFC
/// 9111 §4: like a stored one).
final class Sharing {

  private final CachePolicy policy;
  private final InstantSource clock;

  Sharing(CachePolicy policy, InstantSource clock) {
    this.policy = policy;
    this.clock = clock;
  }

  /// By another policy.
  Sharing judgingBy(CachePolicy other) {
    return new Sharing(other, clock);
  }

  /// Whether it may be shared at all: it is to be stored, and as it came, for who reads along gets
  /// every field of it; and it is no part, which is for who asked for it.
  boolean isShareable(Fetched fetched) {
    return fetched.answer().status() != 206
        && fetched.storage() instanceof StorageDecision.Store store
        && store.omittedFields().stream().noneMatch(fetched.answer().fields()::contains);
  }

  /// Whether it is an error that would have met everybody who waited: it tells of the server, not
  /// of the one request, and forbids nobody to see it. It is not stored, so nobody else gets it.
  static boolean isForAllWhoSuffer(Ask owner, Fetched fetched) {
    return fetched.storage() instanceof StorageDecision.DoNotStore(Reason reason)
        && isOfServer(fetched.answer().status())
        && isMereLackOfLifetime(reason)
        && !owner.fields().contains("Cookie")
        && !fetched.answer().fields().contains("Set-Cookie");
  }

  private static boolean isOfServer(int status) {
    return status >= 502 && status <= 504;
  }

  private static boolean isMereLackOfLifetime(Reason reason) {
    return switch (reason) {
      case STATUS_NOT_STORED, NOT_REUSABLE, STORED_IS_BETTER -> true;
      default -> false;
    };
  }

  /// For a client that asked before the answer was made: the answer is as good as if it had been
  /// made for it, so its wishes for freshness are met, and only an answer that is not reusable even
  /// now is not for it.
  boolean suitsCompanion(Ask companion, Ask owner, Fetched fetched) {
    return suits(companion, owner, fetched, RequestFacts.PLAIN_GET);
  }

  /// For a client that asked before what another completes was whole.
  boolean suitsCompanion(Ask companion, StoredResponse completed) {
    return completed.selecting().matches(companion.fields())
        && isReusable(companion, completed.facts(), RequestFacts.PLAIN_GET);
  }

  /// For a client that asks while the answer arrives: as if it were stored.
  boolean suitsLatecomer(Ask latecomer, Ask owner, Fetched fetched) {
    return suits(latecomer, owner, fetched, latecomer.facts());
  }

  private boolean suits(Ask other, Ask owner, Fetched fetched, RequestFacts wishes) {
    StoredFacts facts =
        fetched.storage() instanceof StorageDecision.Store store ? store.facts() : fetched.facts();
    return selects(other, owner, fetched.answer()) && isReusable(other, facts, wishes);
  }

  /// Whether the answer is one to both requests, as far as its Vary says.
  static boolean selects(Ask other, Ask owner, Answer answer) {
    return SelectingFields.of(answer.fields(), owner.fields()).matches(other.fields());
  }

  private boolean isReusable(Ask other, StoredFacts facts, RequestFacts wishes) {
    CacheDecision decision =
        Reuse.decide(wishes, facts, policy.ruleFor(other.key()), policy, clock.instant());
    return decision instanceof CacheDecision.ServeFresh;
  }
}
