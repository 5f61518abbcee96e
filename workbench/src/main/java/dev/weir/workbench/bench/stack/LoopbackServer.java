package dev.weir.workbench.bench.stack;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/// A server of this process on a loopback port: what stands behind the programs under measurement.
public final class LoopbackServer implements AutoCloseable {

  /// Serves one connection to its end, on a thread of its own.
  public interface Service {

    /// @throws IOException if the client has gone, which is no fault
    void serve(Socket client) throws IOException;
  }

  private static final int END_OF_HEAD = 0x0d0a0d0a;

  private final ServerSocket socket = new ServerSocket();
  private final Service service;

  /// @param waiting connections that may wait to be accepted
  public LoopbackServer(int waiting, Service service) throws IOException {
    this.service = service;
    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), waiting);
    Thread.ofVirtual().name("origin").start(this::accept);
  }

  /// Reads one request, which must have no content.
  ///
  /// @throws IOException if there is none
  public static String readHead(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    int last = 0;
    for (int octet = in.read(); octet >= 0; octet = in.read()) {
      head.append((char) octet);
      last = last << 8 | octet;
      if (last == END_OF_HEAD) {
        return head.toString();
      }
    }
    throw new IOException("no request");
  }

  public int port() {
    return socket.getLocalPort();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        Thread.ofVirtual().name("origin-connection").start(() -> serve(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      service.serve(client);
    } catch (IOException gone) {
      // The client has what it wants, or gave up; the figures tell.
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
