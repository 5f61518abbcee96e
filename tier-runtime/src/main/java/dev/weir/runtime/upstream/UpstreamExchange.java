package dev.weir.runtime.upstream;

/// An exchange under way.
public interface UpstreamExchange {

  /// Breaks it off and closes its connection; without effect on one that is over. A listener that
  /// has heard nothing yet hears a failure.
  void abort(Throwable cause);
}
