package dev.weir.cache.store.segment;

import dev.weir.cache.entry.StoredContent;
import dev.weir.cache.entry.StoredResponse;
import java.util.List;

/// What an entry says: a response, and where its content lies.
///
/// @param head the response without content
/// @param contentBytes length of the content
/// @param extents its pieces in order
public record EntryMetadata(StoredResponse head, long contentBytes, List<Extent> extents) {

  /// Copies the extents.
  public EntryMetadata {
    extents = List.copyOf(extents);
  }

  /// The response with content.
  public StoredResponse with(StoredContent content) {
    return new StoredResponse(
        head.key(),
        head.status(),
        head.reason(),
        head.fields(),
        content,
        head.facts(),
        head.selecting(),
        head.ruleName());
  }
}
