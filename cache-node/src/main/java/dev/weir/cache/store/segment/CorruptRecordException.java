package dev.weir.cache.store.segment;

import java.io.IOException;

/// What was read is not what was written.
public final class CorruptRecordException extends IOException {

  private static final long serialVersionUID = 1L;

  /// @param message what is wrong
  public CorruptRecordException(String message) {
    super(message);
  }
}
