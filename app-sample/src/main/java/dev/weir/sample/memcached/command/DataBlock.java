package dev.weir.sample.memcached.command;

import dev.weir.sample.memcached.wire.CommandReader;
import dev.weir.sample.memcached.wire.Violation;
import java.io.IOException;

/// The data behind a storage command's line: read when it may be kept, passed over when not, so
/// that data is never taken for commands.
final class DataBlock {

  /// 1 MiB, as memcached's default.
  static final int MAX_BYTES = 1 << 20;

  /// A longer block is not worth reading to its end; the connection is closed instead.
  private static final int MAX_SKIPPED_BYTES = 16 << 20;

  /// Everything about a command line that must be right before its data may be kept.
  interface LineCheck {
    void check() throws Violation;
  }

  private DataBlock() {}

  static byte[] read(CommandReader in, int length, LineCheck lineCheck) throws IOException {
    if (length > MAX_SKIPPED_BYTES) {
      throw Violation.closing("SERVER_ERROR object too large for cache");
    }
    try {
      lineCheck.check();
    } catch (Violation violation) {
      in.skipBlock(length);
      throw violation;
    }
    if (length > MAX_BYTES) {
      in.skipBlock(length);
      throw Violation.of("SERVER_ERROR object too large for cache");
    }
    return in.block(length);
  }
}
