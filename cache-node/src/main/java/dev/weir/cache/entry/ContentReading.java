package dev.weir.cache.entry;

import java.nio.ByteBuffer;

/// One reader's way through content on disk. What has been given out stays readable until the
/// reading is closed.
public interface ContentReading extends AutoCloseable {

  /// Gets the next piece: at once when it is at hand, else from a thread that may wait for the
  /// disk. Not to be called before the piece asked for last has come, nor after the last.
  void next(Receiver receiver);

  /// Ends the reading, whether or not all was read.
  @Override
  void close();

  /// Whom a piece is for; one of the two is called, once.
  interface Receiver {

    /// The next octets, verified, read-only, never none.
    void onPiece(ByteBuffer piece);

    /// They cannot be had.
    void onLost(String why);
  }
}
