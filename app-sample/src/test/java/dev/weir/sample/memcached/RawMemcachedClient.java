package dev.weir.sample.memcached;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// Speaks to a memcached octet by octet, the way no client library would.
final class RawMemcachedClient implements AutoCloseable {

  private static final int LIMIT_MILLIS = 20_000;

  private final Socket socket;
  private final InputStream in;

  RawMemcachedClient(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(LIMIT_MILLIS);
    in = new BufferedInputStream(socket.getInputStream());
  }

  void send(String octets) throws IOException {
    socket.getOutputStream().write(octets.getBytes(StandardCharsets.ISO_8859_1));
  }

  /// Everything answered to `commands`, lines parted by `/`; `mn` asks for the end of it.
  String answers(String commands) throws IOException {
    send(commands + "mn\r\n");
    StringBuilder answers = new StringBuilder();
    for (String line = line(); !line.equals("MN"); line = line()) {
      answers.append(answers.isEmpty() ? "" : "/").append(line);
    }
    return answers.toString();
  }

  String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int octet = in.read(); octet != '\n'; octet = in.read()) {
      if (octet < 0) {
        throw new IOException("closed after: " + line.toString(StandardCharsets.ISO_8859_1));
      }
      line.write(octet);
    }
    return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
  }

  /// Everything until the server closes.
  String rest() throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
