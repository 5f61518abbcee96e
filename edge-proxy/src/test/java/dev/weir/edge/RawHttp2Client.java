package dev.weir.edge;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http2.hpack.HpackDecoder;
import org.eclipse.jetty.http2.hpack.HpackException;

/// An HTTP/2 client that sends the frames it is told to, on one stream of a clear-text connection
/// (RFC 9113).
final class RawHttp2Client implements AutoCloseable {

  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int RST_STREAM = 3;
  private static final int SETTINGS = 4;
  private static final int WINDOW_UPDATE = 8;
  private static final int END_STREAM = 1;
  private static final int END_HEADERS = 4;
  private static final int ACK = 1;
  private static final int WAIT_MILLIS = 20_000;
  private static final int STREAM = 1;

  private final Socket socket;
  private final DataInputStream in;
  private final OutputStream out;
  private final HpackDecoder decoder = new HpackDecoder(64 * 1024, () -> 0L);

  /// What came back on the stream.
  ///
  /// @param reset the error code of a reset, -1 without
  record Answer(int status, HttpFields fields, String text, HttpFields trailers, long reset) {}

  RawHttp2Client(int port) throws IOException {
    socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port);
    socket.setSoTimeout(WAIT_MILLIS);
    in = new DataInputStream(socket.getInputStream());
    out = socket.getOutputStream();
    out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    frame(SETTINGS, 0, 0, new byte[0]);
  }

  /// A request head; names and values in turn, pseudo-header fields first.
  RawHttp2Client head(boolean last, String... fields) throws IOException {
    frame(HEADERS, END_HEADERS | (last ? END_STREAM : 0), STREAM, encoded(fields));
    return this;
  }

  RawHttp2Client data(boolean last, String content) throws IOException {
    frame(DATA, last ? END_STREAM : 0, STREAM, content.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  RawHttp2Client trailers(String... fields) throws IOException {
    frame(HEADERS, END_HEADERS | END_STREAM, STREAM, encoded(fields));
    return this;
  }

  /// Gives the request up.
  RawHttp2Client cancel() throws IOException {
    frame(RST_STREAM, 0, STREAM, new byte[] {0, 0, 0, 8});
    return this;
  }

  /// Reads until the stream has ended in whatever way.
  Answer answer() throws IOException, HpackException {
    MetaData.Response head = null;
    HttpFields trailers = HttpFields.EMPTY;
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    long reset = -1;
    boolean ended = false;
    while (!ended) {
      int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
      int type = in.readUnsignedByte();
      int flags = in.readUnsignedByte();
      int stream = in.readInt();
      byte[] payload = in.readNBytes(length);
      ended =
          stream == STREAM
              && (type == RST_STREAM || (type <= HEADERS && (flags & END_STREAM) != 0));
      switch (type) {
        case SETTINGS -> acknowledge(flags);
        case DATA -> {
          content.write(payload);
          refill(payload.length);
        }
        case HEADERS -> {
          MetaData decoded = decoder.decode(ByteBuffer.wrap(payload));
          if (decoded instanceof MetaData.Response response) {
            head = response.getStatus() >= 200 ? response : head;
          } else {
            trailers = decoded.getHttpFields();
          }
        }
        case RST_STREAM -> reset = ByteBuffer.wrap(payload).getInt();
        default -> {}
      }
    }
    return new Answer(
        head == null ? 0 : head.getStatus(),
        head == null ? HttpFields.EMPTY : head.getHttpFields(),
        content.toString(StandardCharsets.UTF_8),
        trailers,
        reset);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private void acknowledge(int flags) throws IOException {
    if ((flags & ACK) == 0) {
      frame(SETTINGS, ACK, 0, new byte[0]);
    }
  }

  private void refill(int octets) throws IOException {
    if (octets > 0) {
      byte[] increment = ByteBuffer.allocate(4).putInt(octets).array();
      frame(WINDOW_UPDATE, 0, 0, increment);
      frame(WINDOW_UPDATE, 0, STREAM, increment);
    }
  }

  private void frame(int type, int flags, int stream, byte[] payload) throws IOException {
    ByteBuffer frame = ByteBuffer.allocate(9 + payload.length);
    frame.put((byte) (payload.length >> 16)).putShort((short) payload.length);
    frame.put((byte) type).put((byte) flags).putInt(stream).put(payload);
    out.write(frame.array());
  }

  /// RFC 7541 §6.2.3: literal fields, never indexed, without Huffman coding.
  private static byte[] encoded(String... fields) {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    for (int i = 0; i < fields.length; i += 2) {
      block.write(0x10);
      literal(fields[i], block);
      literal(fields[i + 1], block);
    }
    return block.toByteArray();
  }

  private static void literal(String text, ByteArrayOutputStream block) {
    byte[] octets = text.getBytes(StandardCharsets.ISO_8859_1);
    if (octets.length > 126) {
      throw new IllegalArgumentException("longer than one length octet can say: " + text);
    }
    block.write(octets.length);
    block.writeBytes(octets);
  }
}
