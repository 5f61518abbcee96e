package dev.weir.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/// A loopback port on which a connection attempt gets no answer at all: its accept queue is full
/// and nobody accepts, so the kernel drops every further SYN.
public final class UnansweredPort implements AutoCloseable {

  private static final int GIVEN_UP_AFTER = 64;
  private static final int PROBE_MILLIS = 300;

  private final ServerSocket server;
  private final List<Socket> fillers = new ArrayList<>();

  public UnansweredPort() throws IOException {
    this.server = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
    fill();
  }

  private void fill() throws IOException {
    for (int i = 0; i < GIVEN_UP_AFTER; i++) {
      var filler = new Socket();
      fillers.add(filler);
      try {
        filler.connect(
            new InetSocketAddress(server.getInetAddress(), server.getLocalPort()), PROBE_MILLIS);
      } catch (SocketTimeoutException expected) {
        return;
      }
    }
    throw new IOException("the accept queue of port " + port() + " does not fill up");
  }

  public int port() {
    return server.getLocalPort();
  }

  public InetSocketAddress address() {
    return (InetSocketAddress) server.getLocalSocketAddress();
  }

  public String authority() {
    return "127.0.0.1:" + port();
  }

  @Override
  public void close() throws IOException {
    for (Socket filler : fillers) {
      filler.close();
    }
    server.close();
  }
}
