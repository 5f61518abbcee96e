package dev.weir.cache.download;

import dev.weir.cache.entry.GrowingContent;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Told how a download ended; called once, before its readers see the end.
public interface DownloadEnd {

  /// All content arrived and was kept.
  void whole(List<ByteBuffer> pages);

  /// Where content goes that is too long for memory; null when it is not to be kept then. Asked at
  /// most once, while content arrives.
  ///
  /// @param declaredBytes its length, -1 when that is not known
  default @Nullable GrowingContent overflow(long declaredBytes) {
    return null;
  }

  /// All content arrived and has gone where it overflowed to.
  default void overflowed(GrowingContent kept) {
    kept.abandon();
    lost();
  }

  /// The content was not kept, or did not arrive whole.
  void lost();
}
