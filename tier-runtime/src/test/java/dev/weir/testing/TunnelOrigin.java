package dev.weir.testing;

import dev.weir.http.FieldLine;
import dev.weir.http.Fields;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// An origin on a loopback port that agrees to every upgrade, and leaves what follows to the test.
public final class TunnelOrigin implements AutoCloseable {

  private static final int WAIT_SECONDS = 20;

  /// What it answers, before anything else is written.
  public static final String AGREED =
      """
      HTTP/1.1 101 Switching Protocols\r
      Upgrade: websocket\r
      Connection: Upgrade\r
      Sec-WebSocket-Accept: abc\r
      \r
      """;

  private final ServerSocket server;
  private final String answer;
  private final BlockingQueue<Peer> peers = new LinkedBlockingQueue<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  /// The upstream's end of a tunnel.
  ///
  /// @param requestLine of the request that asked for it
  public record Peer(String requestLine, Fields fields, Socket socket) {

    public InputStream in() throws IOException {
      return socket.getInputStream();
    }

    public OutputStream out() throws IOException {
      return socket.getOutputStream();
    }

    public void send(String text) throws IOException {
      out().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    public String read(int octets) throws IOException {
      return new String(in().readNBytes(octets), StandardCharsets.US_ASCII);
    }

    /// Whether the other side has said its last, without another octet.
    public boolean ended() throws IOException {
      return in().read() < 0;
    }

    /// Breaks the connection off with RST.
    public void reset() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }
  }

  public TunnelOrigin() throws IOException {
    this(AGREED);
  }

  /// With this answer and whatever stands behind it.
  public TunnelOrigin(String answer) throws IOException {
    this.answer = answer;
    this.server = new ServerSocket(0, 64, InetAddress.ofLiteral("127.0.0.1"));
    Thread.ofVirtual().name("tunnel-origin").start(this::accept);
  }

  public String authority() {
    return "127.0.0.1:" + server.getLocalPort();
  }

  public int port() {
    return server.getLocalPort();
  }

  /// The next one that was agreed to; waits up to 20 s.
  public Peer take() throws InterruptedException {
    Peer peer = peers.poll(WAIT_SECONDS, TimeUnit.SECONDS);
    if (peer == null) {
      throw new AssertionError("nobody asked for an upgrade within " + WAIT_SECONDS + " s");
    }
    return peer;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        open.add(socket);
        if (server.isClosed()) {
          socket.close();
          return;
        }
        Thread.ofVirtual().start(() -> agree(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void agree(Socket socket) {
    try {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(WAIT_SECONDS * 1000);
      HeadOnly head = new HeadOnly(socket.getInputStream());
      String requestLine = head.line();
      Fields fields = head.fields();
      socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
      peers.add(new Peer(requestLine, fields, socket));
    } catch (IOException over) {
      open.remove(socket);
    }
  }

  /// Reads a head octet by octet, so that nothing behind it is lost.
  private static final class HeadOnly {

    private final InputStream in;

    HeadOnly(InputStream in) {
      this.in = in;
    }

    String line() throws IOException {
      var line = new StringBuilder();
      for (int octet = in.read(); octet != '\n'; octet = in.read()) {
        if (octet < 0) {
          throw new IOException("end within a head");
        }
        line.append((char) octet);
      }
      return line.toString().strip();
    }

    Fields fields() throws IOException {
      Fields.Builder fields = Fields.builder();
      for (String line = line(); !line.isEmpty(); line = line()) {
        int colon = line.indexOf(':');
        fields.add(new FieldLine(line.substring(0, colon), line.substring(colon + 1).strip()));
      }
      return fields.build();
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
