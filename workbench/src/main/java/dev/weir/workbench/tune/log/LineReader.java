package dev.weir.workbench.tune.log;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// Cuts a stream into lines without copying them.
final class LineReader implements Closeable {

  private static final int BUFFER_BYTES = 1 << 18;

  /// A longer line is passed over; nothing a server logs is so long.
  private static final int LONGEST_BYTES = 1 << 20;

  private final InputStream in;
  private final Line line = new Line();
  private byte[] buffer = new byte[BUFFER_BYTES];
  private int from;
  private int filled;
  private boolean ended;

  LineReader(InputStream in) {
    this.in = in;
  }

  /// The line read last.
  Line line() {
    return line;
  }

  /// Reads the next line, without its end; false when there is none.
  boolean next() throws IOException {
    int scanned = from;
    while (true) {
      for (int i = scanned; i < filled; i++) {
        if (buffer[i] == '\n') {
          take(i);
          from = i + 1;
          return true;
        }
      }
      if (ended) {
        return last();
      }
      scanned = fill();
    }
  }

  private boolean last() {
    if (from == filled) {
      return false;
    }
    take(filled);
    from = filled;
    return true;
  }

  private void take(int end) {
    line.octets = buffer;
    line.from = from;
    line.to = end > from && buffer[end - 1] == '\r' ? end - 1 : end;
  }

  /// Reads more octets and says from where on they are new.
  private int fill() throws IOException {
    if (from > 0) {
      System.arraycopy(buffer, from, buffer, 0, filled - from);
      filled -= from;
      from = 0;
    } else if (filled == buffer.length) {
      if (filled >= LONGEST_BYTES) {
        filled = 1; // what is lost of a line too long keeps its rest from being read as one
      } else {
        buffer = Arrays.copyOf(buffer, filled * 2);
      }
    }
    int old = filled;
    int read = in.read(buffer, filled, buffer.length - filled);
    ended = read < 0;
    filled += Math.max(0, read);
    return old;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
