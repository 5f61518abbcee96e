package dev.weir.testing;

import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/// Ports for programs that must be told theirs before they open it.
///
/// They lie below those the system gives out to whoever asks for any (on Linux 32768 and above), so
/// that no connection of another test takes one meanwhile. Each process begins elsewhere and hands
/// none out twice before it has been around.
public final class FreePorts {

  private static final int FIRST = 10_000;
  private static final int COUNT = 22_000;

  /// Far enough apart for the processes of one build.
  private static final int STRIDE = 1_009;

  private static final AtomicInteger NEXT =
      new AtomicInteger((int) (ProcessHandle.current().pid() * STRIDE % COUNT));

  private FreePorts() {}

  /// A port of 127.0.0.1 that nobody uses at this moment, neither of TCP nor of UDP.
  public static int next() throws IOException {
    return next(InetAddress.ofLiteral("127.0.0.1"));
  }

  /// The same of another address.
  ///
  /// @throws IOException when none is left
  public static int next(InetAddress address) throws IOException {
    for (int tried = 0; tried < COUNT; tried++) {
      int port = FIRST + Math.floorMod(NEXT.getAndIncrement(), COUNT);
      if (isFree(address, port)) {
        return port;
      }
    }
    throw new IOException("no port of " + address + " is free");
  }

  private static boolean isFree(InetAddress address, int port) throws IOException {
    try (ServerSocket _ = new ServerSocket(port, 1, address);
        DatagramSocket _ = new DatagramSocket(new InetSocketAddress(address, port))) {
      return true;
    } catch (BindException _) {
      return false;
    }
  }
}
