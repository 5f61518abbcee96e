package dev.weir.workbench.bench.stack;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.zip.CRC32C;

/// A fixed piece of work whose CPU time says how fast the machine is at this moment.
///
/// Neighbours on the same host make caches colder and cores slower, which CPU time does not leave
/// out. Two runs are compared by what they took in units of this work, which is like that of a
/// server: octets through a loopback connection and a look at each.
public final class Yardstick implements AutoCloseable {

  private static final int ROUNDS = 400;
  private static final int OCTETS = 4096;
  private static final double NANOS_PER_MICRO = 1000;

  private final SocketChannel near;
  private final SocketChannel far;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(OCTETS);
  private final CRC32C sum = new CRC32C();

  public Yardstick() throws IOException {
    try (ServerSocketChannel server = ServerSocketChannel.open()) {
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      near = SocketChannel.open(server.getLocalAddress());
      far = server.accept();
    }
    measure(); // the first one is slower: the code is not compiled yet
    measure();
  }

  /// Microseconds of CPU time for one round.
  public double measure() throws IOException {
    long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    for (int i = 0; i < ROUNDS; i++) {
      pass(near, far);
      pass(far, near);
    }
    long taken = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
    return taken / NANOS_PER_MICRO / ROUNDS;
  }

  @Override
  public void close() throws IOException {
    near.close();
    far.close();
  }

  private void pass(SocketChannel from, SocketChannel to) throws IOException {
    buffer.clear();
    while (buffer.hasRemaining()) {
      from.write(buffer);
    }
    buffer.clear();
    while (buffer.hasRemaining()) {
      if (to.read(buffer) < 0) {
        throw new IOException("the loopback connection ended");
      }
    }
    buffer.flip();
    sum.update(buffer);
  }
}
