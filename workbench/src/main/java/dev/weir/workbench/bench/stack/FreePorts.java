package dev.weir.workbench.bench.stack;

import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/// Loopback ports that nobody uses at this moment, free for TCP and UDP both.
public final class FreePorts implements AutoCloseable {

  // Kept open until all are drawn, so that none is drawn twice.
  private final List<AutoCloseable> held = new ArrayList<>();

  /// One alone.
  public static int one() throws IOException {
    try (FreePorts ports = new FreePorts()) {
      return ports.next();
    }
  }

  public int next() throws IOException {
    while (true) {
      ServerSocket stream = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
      held.add(stream);
      try {
        held.add(
            new DatagramSocket(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), stream.getLocalPort())));
        return stream.getLocalPort();
      } catch (BindException _) {
        // UDP has it: the next one, then
      }
    }
  }

  /// Lets go of the ports, so that the programs they are meant for can take them.
  @Override
  public void close() throws IOException {
    for (AutoCloseable socket : held) {
      try {
        socket.close();
      } catch (IOException e) {
        throw e;
      } catch (Exception e) {
        throw new IOException(e);
      }
    }
  }
}
