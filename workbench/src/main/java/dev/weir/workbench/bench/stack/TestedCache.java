package dev.weir.workbench.bench.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;

/// A cache under test, as a process of its own: a node of ours, or Squid beside it, since both read
/// the same configuration.
public final class TestedCache implements AutoCloseable {

  /// The caches there are to compare.
  public enum Kind {
    OURS,
    SQUID;

    public boolean isInstalled() {
      return this == OURS || Files.isExecutable(SQUID_PROGRAM);
    }
  }

  private static final Path SQUID_PROGRAM = Path.of("/usr/sbin/squid");
  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  private final ServerProcess process;
  private final int port;

  private TestedCache(ServerProcess process, int port) {
    this.process = process;
    this.port = port;
  }

  /// Starts one and returns when it takes connections.
  ///
  /// @param port where it is to listen
  /// @param settings what it is to read beside that
  public static TestedCache start(Kind kind, Path directory, int port, String settings)
      throws IOException {
    Path config = directory.resolve("cache.conf");
    Files.writeString(config, common(port) + settings + own(kind, directory));
    List<String> command =
        switch (kind) {
          case OURS -> JavaCommand.weir(List.of(), List.of("node", "--config", config.toString()));
          case SQUID -> List.of(SQUID_PROGRAM.toString(), "-N", "-f", config.toString());
        };
    ServerProcess process = ServerProcess.start("cache", command, directory);
    try {
      process.awaitConnections(port, START_LIMIT);
      return new TestedCache(process, port);
    } catch (IOException e) {
      process.close();
      throw e;
    }
  }

  private static String common(int port) {
    return """
    http_port 127.0.0.1:%d accel vhost
    visible_hostname subject
    access_log none
    """
        .formatted(port);
  }

  private static String own(Kind kind, Path directory) throws IOException {
    return switch (kind) {
      case OURS -> "";
      case SQUID -> {
        // Squid gives up root and must still be able to write its log.
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
        yield """
        http_access allow all
        pid_filename none
        coredump_dir %s
        cache_log %s/cache.log
        shutdown_lifetime 1 second
        """
            .formatted(directory, directory);
      }
    };
  }

  public int port() {
    return port;
  }

  @Override
  public void close() {
    process.close();
  }
}
