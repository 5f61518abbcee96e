package dev.weir.sample.memcached.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Command lines and data blocks of one connection, read within limits.
///
/// A silent connection may stay for [#IDLE], a begun command must go on within [#STALL].
public final class CommandReader {

  static final Duration IDLE = Duration.ofMinutes(10);
  static final Duration STALL = Duration.ofSeconds(10);

  /// Long enough for a get of 250 keys, which clients that merge gets do send.
  static final int MAX_LINE_BYTES = 64 * 1024;

  private static final int BUFFER_BYTES = 16 * 1024;
  private static final byte[] NOTHING = {};

  private final Socket socket;
  private final InputStream in;
  private byte[] buffer = new byte[BUFFER_BYTES];
  private int start;
  private int end;

  public CommandReader(Socket socket) throws IOException {
    this.socket = socket;
    this.in = socket.getInputStream();
  }

  /// Whether a further command has already arrived, so that the replies may wait for its own.
  public boolean hasMore() {
    return start < end;
  }

  /// The next line without its end, each octet one character; `null` when the client has gone.
  public @Nullable String line() throws IOException {
    socket.setSoTimeout((int) IDLE.toMillis());
    int scanned = start;
    while (true) {
      for (; scanned < end; scanned++) {
        if (buffer[scanned] == '\n') {
          return takeLine(scanned);
        }
      }
      if (end - start > MAX_LINE_BYTES) {
        throw Violation.closing("CLIENT_ERROR line too long");
      }
      int consumed = start;
      if (!fill()) {
        return null;
      }
      scanned -= consumed - start;
      socket.setSoTimeout((int) STALL.toMillis());
    }
  }

  /// Exactly `length` octets and the line end behind them.
  public byte[] block(int length) throws IOException {
    socket.setSoTimeout((int) STALL.toMillis());
    byte[] data = exactly(length);
    byte[] lineEnd = exactly(2);
    if (lineEnd[0] != '\r' || lineEnd[1] != '\n') {
      throw Violation.closing("CLIENT_ERROR bad data chunk");
    }
    return data;
  }

  /// Passes over a data block that will not be kept, and the line end behind it.
  public void skipBlock(long length) throws IOException {
    socket.setSoTimeout((int) STALL.toMillis());
    long left = length + 2;
    while (left > 0) {
      if (start == end && !fill()) {
        throw new EOFException();
      }
      int step = (int) Math.min(left, end - start);
      start += step;
      left -= step;
    }
  }

  private String takeLine(int newline) {
    int last = newline > start && buffer[newline - 1] == '\r' ? newline - 1 : newline;
    String line = new String(buffer, start, last - start, StandardCharsets.ISO_8859_1);
    start = newline + 1;
    return line;
  }

  private byte[] exactly(int length) throws IOException {
    int buffered = Math.min(length, end - start);
    byte[] rest = NOTHING;
    byte[] head = new byte[buffered];
    System.arraycopy(buffer, start, head, 0, buffered);
    start += buffered;
    if (buffered < length) {
      // Allocates as the octets arrive, so that a mere announcement of 1 MiB costs nothing.
      rest = in.readNBytes(length - buffered);
    }
    if (buffered + rest.length < length) {
      throw new EOFException();
    }
    return joined(head, rest);
  }

  private static byte[] joined(byte[] head, byte[] rest) {
    if (rest.length == 0) {
      return head;
    }
    if (head.length == 0) {
      return rest;
    }
    byte[] whole = new byte[head.length + rest.length];
    System.arraycopy(head, 0, whole, 0, head.length);
    System.arraycopy(rest, 0, whole, head.length, rest.length);
    return whole;
  }

  /// Reads more behind what is there; false at the end of the stream.
  private boolean fill() throws IOException {
    if (start == end) {
      start = 0;
      end = 0;
    } else if (end == buffer.length) {
      makeRoom();
    }
    int read = in.read(buffer, end, buffer.length - end);
    if (read > 0) {
      end += read;
    }
    return read > 0;
  }

  private void makeRoom() {
    byte[] target = start == 0 ? new byte[buffer.length * 2] : buffer;
    System.arraycopy(buffer, start, target, 0, end - start);
    buffer = target;
    end -= start;
    start = 0;
  }
}
