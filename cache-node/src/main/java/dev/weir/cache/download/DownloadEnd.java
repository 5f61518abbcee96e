package dev.weir.cache.download;

import java.nio.ByteBuffer;
import java.util.List;

/// Told how a download ended; called once, before its readers see the end.
public interface DownloadEnd {

  /// All content arrived and was kept.
  void whole(List<ByteBuffer> pages);

  /// The content was not kept, or did not arrive whole.
  void lost();
}
