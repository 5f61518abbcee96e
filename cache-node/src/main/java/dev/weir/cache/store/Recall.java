package dev.weir.cache.store;

import dev.weir.cache.entry.StoredResponse;
import dev.weir.cache.store.ring.Lease;
import java.util.List;

/// What the disk tier had for a request.
public sealed interface Recall {

  /// A stored response.
  ///
  /// @param lease keeps its content from being overwritten; to be released when the answer is out
  record Found(Variant variant, Lease lease) implements Recall {}

  /// Responses of the URI, but none for this request.
  ///
  /// @param others these, without their content
  record NoVariant(List<StoredResponse> others) implements Recall {}

  /// Nothing, or nothing that can be read.
  record Absent() implements Recall {}
}
