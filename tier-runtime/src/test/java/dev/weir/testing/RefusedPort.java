package dev.weir.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/// A loopback port that refuses every connection for as long as this is open: it is bound, so that
/// nobody else can take it, but nobody listens.
public final class RefusedPort implements AutoCloseable {

  private final Socket bound = new Socket();

  public RefusedPort() throws IOException {
    this(InetAddress.ofLiteral("127.0.0.1"));
  }

  public RefusedPort(InetAddress address) throws IOException {
    bound.bind(new InetSocketAddress(address, 0));
  }

  public int port() {
    return bound.getLocalPort();
  }

  public InetSocketAddress address() {
    return (InetSocketAddress) bound.getLocalSocketAddress();
  }

  public String authority() {
    return bound.getLocalAddress().getHostAddress() + ":" + port();
  }

  @Override
  public void close() throws IOException {
    bound.close();
  }
}
