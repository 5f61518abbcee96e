package dev.weir.testing;

import dev.weir.http.FieldLine;
import dev.weir.http.Fields;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Reads HTTP/1.1 messages off a blocking stream, strictly: every line ends with CRLF (RFC 9112
/// §2.2).
final class WireReader {

  private static final int LINE_LIMIT = 4 << 20;

  private final BufferedInputStream in;

  WireReader(InputStream in) {
    this.in = new BufferedInputStream(in, 16 * 1024);
  }

  /// The next line without its CRLF, null when the stream ends before its first octet.
  @Nullable String line() throws IOException {
    var line = new ByteArrayOutputStream(128);
    int octet = octet();
    if (octet < 0) {
      return null;
    }
    while (octet != '\n') {
      if (octet < 0) {
        throw new CutShortException("stream ended in the middle of the line: " + line, new byte[0]);
      }
      line.write(octet);
      if (line.size() > LINE_LIMIT) {
        throw new IOException("line longer than " + LINE_LIMIT + " octets");
      }
      octet = octet();
    }
    String text = line.toString(StandardCharsets.ISO_8859_1);
    if (!text.endsWith("\r")) {
      throw new IOException("line without CR: " + text);
    }
    return text.substring(0, text.length() - 1);
  }

  private int octet() throws IOException {
    try {
      return in.read();
    } catch (SocketTimeoutException e) {
      throw e;
    } catch (IOException reset) {
      throw new CutShortException("connection broke: " + reset.getMessage(), new byte[0]);
    }
  }

  /// A field section up to and including its empty line.
  Fields fields() throws IOException {
    var builder = Fields.builder();
    for (String line = requiredLine(); !line.isEmpty(); line = requiredLine()) {
      int colon = line.indexOf(':');
      if (colon < 1) {
        throw new IOException("not a field line: " + line);
      }
      builder.add(new FieldLine(line.substring(0, colon), line.substring(colon + 1).strip()));
    }
    return builder.build();
  }

  private String requiredLine() throws IOException {
    String line = line();
    if (line == null) {
      throw new CutShortException("stream ended where a line was due", new byte[0]);
    }
    return line;
  }

  /// Exactly `length` octets.
  byte[] octets(long length) throws IOException {
    var content = new ByteArrayOutputStream();
    copy(length, content);
    return content.toByteArray();
  }

  private void copy(long length, ByteArrayOutputStream into) throws IOException {
    byte[] buffer = new byte[8 * 1024];
    long left = length;
    while (left > 0) {
      int read = readOrCut(buffer, (int) Math.min(left, buffer.length), into);
      into.write(buffer, 0, read);
      left -= read;
    }
  }

  private int readOrCut(byte[] buffer, int length, ByteArrayOutputStream sofar) throws IOException {
    try {
      int read = in.read(buffer, 0, length);
      if (read < 0) {
        throw new CutShortException(
            "stream ended in the middle of the content", sofar.toByteArray());
      }
      return read;
    } catch (CutShortException | SocketTimeoutException e) {
      throw e;
    } catch (IOException reset) {
      throw new CutShortException("connection broke: " + reset.getMessage(), sofar.toByteArray());
    }
  }

  /// Content in chunks, up to its last chunk; the trailer section is left for [#fields()].
  byte[] chunks() throws IOException {
    var content = new ByteArrayOutputStream();
    try {
      for (int size = chunkSize(); size > 0; size = chunkSize()) {
        copy(size, content);
        if (!requiredLine().isEmpty()) {
          throw new IOException("chunk longer than its size of " + size);
        }
      }
    } catch (SocketTimeoutException e) {
      throw e;
    } catch (CutShortException cut) {
      throw new CutShortException(String.valueOf(cut.getMessage()), content.toByteArray());
    }
    return content.toByteArray();
  }

  private int chunkSize() throws IOException {
    String line = requiredLine();
    int semicolon = line.indexOf(';');
    String digits = semicolon < 0 ? line : line.substring(0, semicolon);
    try {
      return Integer.parseInt(digits, 16);
    } catch (NumberFormatException notHex) {
      throw new IOException("not a chunk size: " + line, notHex);
    }
  }

  /// Everything up to the end of the stream.
  byte[] untilEnd() throws IOException {
    var content = new ByteArrayOutputStream();
    byte[] buffer = new byte[8 * 1024];
    try {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        content.write(buffer, 0, read);
      }
    } catch (SocketTimeoutException e) {
      throw e;
    } catch (IOException reset) {
      throw new CutShortException("connection broke: " + reset.getMessage(), content.toByteArray());
    }
    return content.toByteArray();
  }

  /// The next octet without taking it, -1 at the end of the stream.
  int peek() throws IOException {
    in.mark(1);
    int octet = in.read();
    in.reset();
    return octet;
  }
}
