package dev.weir.testing;

import dev.weir.http.Fields;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/// A client that sends exactly the octets it is told to and reads responses strictly, on one
/// connection. Every read waits up to 20 s.
public final class RawHttpClient implements AutoCloseable {

  private static final int WAIT_MILLIS = 20_000;

  private final Socket socket;
  private final WireReader in;

  /// Connects to a port of 127.0.0.1.
  public RawHttpClient(int port) throws IOException {
    this(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
  }

  public RawHttpClient(InetSocketAddress address) throws IOException {
    this(connect(address));
  }

  /// On a connected socket of the caller's making, for TLS or a small receive buffer.
  public RawHttpClient(Socket connected) throws IOException {
    this.socket = connected;
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(WAIT_MILLIS);
    this.in = new WireReader(socket.getInputStream());
  }

  private static Socket connect(InetSocketAddress address) throws IOException {
    var socket = new Socket();
    socket.connect(address, WAIT_MILLIS);
    return socket;
  }

  /// Sends text as ISO-8859-1.
  public RawHttpClient send(String octets) throws IOException {
    return send(octets.getBytes(StandardCharsets.ISO_8859_1));
  }

  public RawHttpClient send(byte[] octets) throws IOException {
    socket.getOutputStream().write(octets);
    return this;
  }

  /// Sends a request without content and reads its response, interim responses skipped.
  public RawResponse get(String target, String... fieldLines) throws IOException {
    var request = new StringBuilder("GET " + target + " HTTP/1.1\r\n");
    boolean host = false;
    for (String line : fieldLines) {
      request.append(line).append("\r\n");
      host |= line.regionMatches(true, 0, "Host:", 0, 5);
    }
    if (!host) {
      request.append("Host: localhost:").append(socket.getPort()).append("\r\n");
    }
    return exchange(request.append("\r\n").toString());
  }

  /// Sends a whole request and reads its final response.
  public RawResponse exchange(String request) throws IOException {
    send(request);
    RawResponse response = request.startsWith("HEAD ") ? readHeadResponse() : readResponse();
    while (response.status() < 200 && response.status() != 101) {
      response = request.startsWith("HEAD ") ? readHeadResponse() : readResponse();
    }
    return response;
  }

  /// The next response, an interim one included, to a request other than HEAD.
  public RawResponse readResponse() throws IOException {
    RawResponse head = readHead();
    if (head.status() < 200 || head.status() == 204 || head.status() == 304) {
      return ended(head, new byte[0], Fields.EMPTY, true);
    }
    return readBody(head);
  }

  /// The next response to a HEAD request: fields, but never content.
  public RawResponse readHeadResponse() throws IOException {
    return ended(readHead(), new byte[0], Fields.EMPTY, true);
  }

  /// Status line and fields only; the body is left for [#readOctets(int)] or
  /// [#readBody(RawResponse)].
  public RawResponse readHead() throws IOException {
    try {
      String statusLine = in.line();
      if (statusLine == null) {
        throw new AssertionError("connection closed where a response was due");
      }
      if (!statusLine.matches("HTTP/1\\.[01] [1-9][0-9][0-9]( .*)?")) {
        throw new AssertionError("not a status line: " + statusLine);
      }
      String reason = statusLine.length() > 13 ? statusLine.substring(13) : "";
      int status = Integer.parseInt(statusLine.substring(9, 12));
      return new RawResponse(status, reason, in.fields(), new byte[0], Fields.EMPTY, false);
    } catch (SocketTimeoutException e) {
      throw new AssertionError("no response within " + WAIT_MILLIS + " ms", e);
    } catch (CutShortException e) {
      throw new AssertionError("connection ended inside a response head: " + e.getMessage(), e);
    }
  }

  /// The body behind a head got from [#readHead()].
  public RawResponse readBody(RawResponse head) throws IOException {
    try {
      if (head.fields().contains("Transfer-Encoding")) {
        byte[] content = in.chunks();
        return ended(head, content, in.fields(), true);
      }
      String length = head.fields().first("Content-Length");
      byte[] content = length == null ? in.untilEnd() : in.octets(Long.parseLong(length));
      return ended(head, content, Fields.EMPTY, true);
    } catch (SocketTimeoutException e) {
      throw new AssertionError("response stopped for " + WAIT_MILLIS + " ms: " + head, e);
    } catch (CutShortException cut) {
      return ended(head, cut.received(), Fields.EMPTY, false);
    }
  }

  private static RawResponse ended(
      RawResponse head, byte[] body, Fields trailers, boolean complete) {
    return new RawResponse(head.status(), head.reason(), head.fields(), body, trailers, complete);
  }

  /// Exactly this many octets of the wire, framing included.
  public byte[] readOctets(int count) throws IOException {
    return in.octets(count);
  }

  /// Whether the server ends the connection in good order without another octet.
  public boolean eof() throws IOException {
    try {
      return in.peek() < 0;
    } catch (SocketTimeoutException e) {
      throw new AssertionError("connection still open after " + WAIT_MILLIS + " ms", e);
    }
  }

  /// Whether the server ends the connection, by FIN or RST, without another octet.
  public boolean closed() {
    try {
      return eof();
    } catch (IOException reset) {
      return true;
    }
  }

  /// Says that nothing more will be sent.
  public void shutdownOutput() throws IOException {
    socket.shutdownOutput();
  }

  /// Breaks the connection off with RST.
  public void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
