package dev.weir.cache.store.ring;

import dev.weir.cache.entry.StoredResponse;
import java.util.List;

/// What reading from disk came to.
public sealed interface Recalled {

  /// A response.
  ///
  /// @param lease to be released when the response is not used any more
  record Found(StoredResponse response, Lease lease) implements Recalled {}

  /// There are responses under the key, but none that is wanted.
  ///
  /// @param others these, without their content
  record NoVariant(List<StoredResponse> others) implements Recalled {}

  /// There is nothing under the key, or nothing that can be read.
  record Absent() implements Recalled {}
}
