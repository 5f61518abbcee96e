package dev.weir.cache.forward;

import dev.weir.cache.entry.StoredResponse;

/// What a request to upstream is for, which decides its conditions.
public sealed interface Purpose {

  /// To get the whole representation, whatever conditions the client set: they are weighed against
  /// the answer.
  record Whole() implements Purpose {}

  /// To learn whether a stored response is still good (RFC 9111 §4.3.1).
  record Validate(StoredResponse stored) implements Purpose {}

  /// To pass on what the client asked, conditions and ranges included.
  record AsAsked() implements Purpose {}

  /// The one and only [Whole].
  Purpose WHOLE = new Whole();

  /// The one and only [AsAsked].
  Purpose AS_ASKED = new AsAsked();
}
