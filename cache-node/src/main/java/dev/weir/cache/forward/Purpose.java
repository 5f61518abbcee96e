package dev.weir.cache.forward;

import dev.weir.cache.entry.StoredResponse;
import dev.weir.cache.partial.PartialResponse;
import dev.weir.http.representation.ByteRange;

/// What a request to upstream is for, which decides its conditions.
public sealed interface Purpose {

  /// To get the whole representation, whatever conditions the client set: they are weighed against
  /// the answer.
  record Whole() implements Purpose {}

  /// To learn whether a stored response is still good (RFC 9111 §4.3.1).
  record Validate(StoredResponse stored) implements Purpose {}

  /// To get what lacks of a representation held in part, if it is still the same (RFC 9111 §3.4).
  ///
  /// @param otherwise what is asked for when the answer cannot be joined to what is held
  record Complete(PartialResponse held, ByteRange missing, Purpose otherwise) implements Purpose {

    /// The value of Range, open where the end is wanted.
    String range() {
      boolean toTheEnd = missing.last() == held.length() - 1;
      return "bytes=" + missing.first() + "-" + (toTheEnd ? "" : missing.last());
    }
  }

  /// To pass on what the client asked, conditions and ranges included.
  record AsAsked() implements Purpose {}

  /// The one and only [Whole].
  Purpose WHOLE = new Whole();

  /// The one and only [AsAsked].
  Purpose AS_ASKED = new AsAsked();
}
