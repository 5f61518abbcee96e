package dev.weir.cache.observe.explain;

import dev.weir.cache.decide.CacheDecision;
import dev.weir.cache.decide.Reason;
import org.jspecify.annotations.Nullable;

/// What comes of a request, in one sentence.
final class Sentences {

  private Sentences() {}

  /// Of what a rule lets be used beyond the lifetime it names.
  static String past(CacheDecision.ServeFresh fresh) {
    return -fresh.ttlSeconds() + " s past the lifetime it names";
  }

  /// @param before the last request for the same URL; null when none is remembered
  static String of(CacheDecision decision, @Nullable Trace before) {
    Reason cause = cause(decision, before);
    return switch (decision) {
      case CacheDecision.ServeFresh fresh ->
          "A hit: "
              + cause.text()
              + ", "
              + (fresh.ttlSeconds() < 0 ? past(fresh) : "for another " + fresh.ttlSeconds() + " s")
              + ".";
      case CacheDecision.ServeStaleWhileRevalidate _ ->
          "A hit, though stale: it is served once more while it is validated.";
      case CacheDecision.Validate _ -> "To be validated: " + cause.text() + ".";
      case CacheDecision.Forward _ when cause != decision.reason() ->
          "A miss: the last answer was not stored, because " + cause.text() + ".";
      case CacheDecision.Forward _ -> "A miss: " + cause.text() + ".";
      case CacheDecision.GatewayTimeout _ -> "Refused: " + cause.text() + ".";
    };
  }

  /// What to look at: why nothing is stored, if that is known, else the decision's own reason.
  static Reason cause(CacheDecision decision, @Nullable Trace before) {
    Reason earlier = before == null ? null : before.reason();
    return decision instanceof CacheDecision.Forward
            && earlier != null
            && earlier.kind() == Reason.Kind.NOT_STORED
        ? earlier
        : decision.reason();
  }
}
