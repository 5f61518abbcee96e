package dev.weir.cache.fetch;

import dev.weir.cache.forward.Answer;
import dev.weir.runtime.upstream.UpstreamFailure;

/// Why validating a stored response brought neither its confirmation nor a better one (RFC 9111
/// §4.3.3).
public sealed interface FetchTrouble {

  /// The origin answered 5xx.
  record ErrorAnswer(Answer answer) implements FetchTrouble {}

  /// There was no answer.
  record NoAnswer(UpstreamFailure failure) implements FetchTrouble {}
}
