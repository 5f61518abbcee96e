package dev.weir.cache.fetch;

import dev.weir.cache.forward.Answer;
import dev.weir.cache.route.Destination;
import dev.weir.runtime.upstream.UpstreamFailure;
import org.jspecify.annotations.Nullable;

/// Why validating a stored response brought neither its confirmation nor a better one (RFC 9111
/// §4.3.3).
public sealed interface FetchTrouble {

  /// The origin answered 5xx.
  record ErrorAnswer(Answer answer) implements FetchTrouble {}

  /// There was no answer.
  ///
  /// @param last the destination asked last, null when there was none
  record NoAnswer(UpstreamFailure failure, @Nullable Destination last) implements FetchTrouble {}
}
