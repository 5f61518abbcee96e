package dev.weir.cache.download;

import dev.weir.cache.entry.GrowingContent;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where content to be kept goes when it has become too long for memory, if there is such a place;
/// guarded by the lock of the download it belongs to.
final class Overflow {

  private final DownloadEnd end;
  private final long declaredBytes;
  private boolean asked;
  private @Nullable GrowingContent place;

  Overflow(DownloadEnd end, long declaredBytes) {
    this.end = end;
    this.declaredBytes = declaredBytes;
  }

  /// Whether content is being kept there.
  boolean isOpen() {
    return place != null;
  }

  /// Takes the next octets; the first time after those kept in memory until then.
  void take(@Nullable Pages before, ByteBuffer octets) {
    if (!asked) {
      asked = true;
      place = end.overflow(declaredBytes);
      for (ByteBuffer page : before == null ? List.<ByteBuffer>of() : before.finish()) {
        append(page.duplicate());
      }
    }
    append(octets);
  }

  private void append(ByteBuffer octets) {
    if (place != null && !place.append(octets)) {
      place.abandon();
      place = null;
    }
  }

  /// All has been taken; null when it is not kept.
  @Nullable GrowingContent finished() {
    GrowingContent kept = place;
    place = null;
    return kept;
  }

  /// Ends it: the content is not whole.
  void abandon() {
    if (place != null) {
      place.abandon();
      place = null;
    }
  }
}
