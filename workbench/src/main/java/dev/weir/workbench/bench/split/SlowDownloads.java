package dev.weir.workbench.bench.split;

import dev.weir.workbench.bench.load.PageView;
import dev.weir.workbench.bench.load.Visitors;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Visitors behind slow lines who download something large: each takes a little at every tick.
final class SlowDownloads implements AutoCloseable {

  private static final Duration TICK = Duration.ofMillis(100);
  private static final int TICKS_PER_SECOND = 10;
  private static final int RECEIVE_BUFFER = 8 * 1024;

  private final List<SocketChannel> channels = new ArrayList<>();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());
  private final ByteBuffer scratch;

  private SlowDownloads(int octetsPerSecond) {
    scratch = ByteBuffer.allocateDirect(octetsPerSecond / TICKS_PER_SECOND);
  }

  static SlowDownloads start(Visitors visitors, PageView what, int count, int octetsPerSecond)
      throws IOException {
    SlowDownloads downloads = new SlowDownloads(octetsPerSecond);
    try {
      for (int i = 0; i < count; i++) {
        downloads.begin(visitors, what);
      }
    } catch (IOException e) {
      downloads.close();
      throw e;
    }
    var _ =
        downloads.clock.scheduleAtFixedRate(
            downloads::tick, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
    return downloads;
  }

  @Override
  public void close() {
    clock.shutdownNow();
    for (SocketChannel channel : channels) {
      try {
        channel.close();
      } catch (IOException _) {
        // The kernel takes it back either way.
      }
    }
  }

  private void begin(Visitors visitors, PageView what) throws IOException {
    SocketChannel channel = SocketChannel.open();
    channels.add(channel);
    // Small, so that the kernel of the visitor does not take what the line could not carry.
    channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
    channel.connect(visitors.address());
    String request =
        "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
            .formatted(what.page(), visitors.authority());
    channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
    channel.configureBlocking(false);
  }

  private void tick() {
    for (SocketChannel channel : channels) {
      try {
        scratch.clear();
        if (channel.isOpen() && channel.read(scratch) < 0) {
          channel.close(); // refused, or done
        }
      } catch (IOException _) {
        // Broken off by the server: one slow visitor less.
      }
    }
  }
}
