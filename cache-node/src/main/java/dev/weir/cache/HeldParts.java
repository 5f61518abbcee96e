package dev.weir.cache;

import dev.weir.cache.decide.CacheDecision;
import dev.weir.cache.decide.CachePolicy;
import dev.weir.cache.decide.Reason;
import dev.weir.cache.decide.RefreshRule;
import dev.weir.cache.decide.Reuse;
import dev.weir.cache.exchange.Ask;
import dev.weir.cache.forward.Purpose;
import dev.weir.cache.partial.PartialResponse;
import dev.weir.cache.partial.PartialStore;
import dev.weir.cache.partial.PartialUse;
import java.time.InstantSource;

/// What can be done with parts for a GET that no whole stored response answers.
final class HeldParts {

  private final PartialStore parts;
  private final CachePolicy policy;
  private final InstantSource clock;
  private final long largestBytes;

  /// @param largestBytes longest representation that is put together
  HeldParts(PartialStore parts, CachePolicy policy, InstantSource clock, long largestBytes) {
    this.parts = parts;
    this.policy = policy;
    this.clock = clock;
    this.largestBytes = largestBytes;
  }

  /// What to do.
  sealed interface Use {}

  /// Answer from the parts.
  record Serve(PartialUse.Serve part, CacheDecision.ServeFresh decision) implements Use {}

  /// Go upstream.
  record Fetch(CacheDecision decision, Purpose purpose) implements Use {}

  /// Nothing: no parts are held.
  record None() implements Use {}

  private static final Use NONE = new None();

  /// @param otherwise how to go upstream where the parts are of no use
  Use use(Ask ask, Purpose otherwise) {
    PartialResponse held =
        ask.method().equals("GET") && !Reception.isForOrigin(ask)
            ? parts.select(ask.key(), ask.fields())
            : null;
    if (held == null) {
      return NONE;
    }
    RefreshRule rule = policy.ruleFor(ask.key());
    CacheDecision decision =
        Reuse.decide(ask.facts(), held.head().facts(), rule, policy, clock.instant());
    return switch (decision) {
      case CacheDecision.ServeFresh fresh -> fresh(ask, held, fresh, otherwise);
      case CacheDecision.GatewayTimeout refusal -> new Fetch(refusal, otherwise);
      case CacheDecision.ServeStaleWhileRevalidate stale ->
          new Fetch(new CacheDecision.Forward(stale.becauseStale()), otherwise);
      case CacheDecision.Validate validate ->
          new Fetch(new CacheDecision.Forward(validate.reason()), otherwise);
      case CacheDecision.Forward forward -> new Fetch(forward, otherwise);
    };
  }

  private Use fresh(
      Ask ask, PartialResponse held, CacheDecision.ServeFresh fresh, Purpose otherwise) {
    PartialUse use =
        otherwise instanceof Purpose.Whole
            ? PartialUse.ofWhole(held, ask.fields())
            : PartialUse.of(held, ask.fields());
    CacheDecision forward = Reuse.onMiss(ask.facts(), Reason.PARTIAL);
    return switch (use) {
      case PartialUse.Serve serve -> new Serve(serve, fresh);
      case PartialUse.Complete(var _, var missing) when held.length() <= largestBytes ->
          new Fetch(forward, new Purpose.Complete(held, missing, otherwise));
      case PartialUse.Complete _, PartialUse.Nothing _ -> new Fetch(forward, otherwise);
    };
  }
}
