package dev.weir.cache.lookup;

import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.entry.StoredResponse;
import dev.weir.cache.store.Variant;
import dev.weir.cache.store.ring.Lease;
import java.util.List;

/// What is stored for a request (RFC 9111 §4.1).
public sealed interface Selection {

  /// A stored response whose selecting fields match.
  ///
  /// @param lease keeps its content where it is; to be released when the answer is out
  record Selected(Variant variant, Lease lease) implements Selection {}

  /// Perhaps one on disk does; to be found out by [Lookup#recall].
  ///
  /// @param key under which it is, which may be another than was asked for
  record OnDisk(CacheKey key) implements Selection {}

  /// Responses are stored under the URI, but none matches.
  ///
  /// @param onDisk those that had to be read from there, without their content
  record NoVariant(List<StoredResponse> onDisk) implements Selection {}

  /// Nothing is stored under the URI.
  record Absent() implements Selection {}
}
