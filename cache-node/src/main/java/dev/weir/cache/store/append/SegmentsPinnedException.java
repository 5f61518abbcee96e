package dev.weir.cache.store.append;

import java.io.IOException;

/// There is nowhere to write: clients are being served from every segment.
final class SegmentsPinnedException extends IOException {

  private static final long serialVersionUID = 1L;

  SegmentsPinnedException() {
    super("every segment is being read");
  }
}
