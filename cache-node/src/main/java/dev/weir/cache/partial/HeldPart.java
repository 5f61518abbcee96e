package dev.weir.cache.partial;

import dev.weir.cache.entry.MemoryContent;
import dev.weir.cache.entry.StoredContent;
import dev.weir.http.representation.ByteRange;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// Octets of a representation from `first` on, without a gap.
///
/// @param content never empty
record HeldPart(long first, MemoryContent content) {

  ByteRange range() {
    return new ByteRange(first, first + content.length() - 1);
  }

  boolean contains(ByteRange wanted) {
    ByteRange held = range();
    return held.first() <= wanted.first() && wanted.last() <= held.last();
  }

  /// Whether nothing lies between the two.
  boolean touches(HeldPart other) {
    return first <= other.first + other.content.length() && other.first <= first + content.length();
  }

  MemoryContent slice(ByteRange wanted) {
    return content.slice(wanted.first() - first, wanted.length());
  }

  /// This and what `older`, which it touches, has beyond it. The memory is shared, not copied.
  HeldPart joinedWith(HeldPart older) {
    long before = Math.max(0, first - older.first);
    long olderEnd = older.first + older.content.length();
    long after = Math.max(0, olderEnd - (first + content.length()));
    List<ByteBuffer> octets = new ArrayList<>();
    octets.addAll(older.content.slice(0, before).duplicate());
    octets.addAll(content.duplicate());
    octets.addAll(older.content.slice(older.content.length() - after, after).duplicate());
    return new HeldPart(Math.min(first, older.first), StoredContent.over(octets));
  }
}
