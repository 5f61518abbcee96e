package dev.weir.workbench.bench.collapse;

import dev.weir.workbench.bench.stack.FreePorts;
import dev.weir.workbench.bench.stack.JavaCommand;
import dev.weir.workbench.bench.stack.ServerProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;

/// A cache under test, as a process of its own, before one origin.
final class Cache implements AutoCloseable {

  /// The caches there are to compare.
  enum Kind {
    OURS,
    SQUID
  }

  private static final Path SQUID = Path.of("/usr/sbin/squid");
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final int POLL_MILLIS = 50;

  private final ServerProcess process;
  private final int port;

  private Cache(ServerProcess process, int port) {
    this.process = process;
    this.port = port;
  }

  static boolean isInstalled(Kind kind) {
    return kind == Kind.OURS || Files.isExecutable(SQUID);
  }

  static Cache start(Kind kind, Path directory, SlowOrigin origin)
      throws IOException, InterruptedException {
    int port;
    try (FreePorts ports = new FreePorts()) {
      port = ports.next();
    }
    Path config = directory.resolve("cache.conf");
    Files.writeString(config, common(port, origin) + own(kind, directory));
    List<String> command =
        switch (kind) {
          case OURS -> JavaCommand.weir(List.of(), List.of("node", "--config", config.toString()));
          case SQUID -> List.of(SQUID.toString(), "-N", "-f", config.toString());
        };
    Cache cache = new Cache(ServerProcess.start("cache", command, directory), port);
    try {
      cache.awaitReady();
    } catch (IOException | InterruptedException e) {
      cache.close();
      throw e;
    }
    return cache;
  }

  private static String common(int port, SlowOrigin origin) {
    return """
    http_port 127.0.0.1:%d accel vhost
    visible_hostname subject
    collapsed_forwarding on
    cache_peer 127.0.0.1 parent %d 0 no-query originserver no-digest no-netdb-exchange name=origin
    """
        .formatted(port, origin.port());
  }

  private static String own(Kind kind, Path directory) throws IOException {
    return switch (kind) {
      case OURS -> "access_log none\n";
      case SQUID -> {
        // Squid gives up root and must still be able to write its log.
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
        yield """
        http_access allow all
        pid_filename none
        coredump_dir %s
        cache_log %s/cache.log
        access_log none
        shutdown_lifetime 1 second
        """
            .formatted(directory, directory);
      }
    };
  }

  private void awaitReady() throws IOException, InterruptedException {
    long end = System.nanoTime() + START_LIMIT.toNanos();
    while (System.nanoTime() < end) {
      process.checkAlive();
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
        return;
      } catch (IOException notYet) {
        Thread.sleep(POLL_MILLIS);
      }
    }
    throw new IOException(process.name() + " is not ready after " + START_LIMIT);
  }

  int port() {
    return port;
  }

  @Override
  public void close() {
    process.close();
  }
}
