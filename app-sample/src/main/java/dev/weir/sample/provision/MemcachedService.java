package dev.weir.sample.provision;

import dev.weir.http.HostPort;
import dev.weir.sample.memcached.MemcachedServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The memcached servers the application uses, and whatever of them we started and must end.
public final class MemcachedService implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(MemcachedService.class);
  private static final String PROGRAM = "memcached";
  private static final String LOOPBACK = "127.0.0.1";

  private final List<HostPort> servers;
  private final String description;
  private final Runnable end;

  private MemcachedService(List<HostPort> servers, String description, Runnable end) {
    this.servers = servers;
    this.description = description;
    this.end = end;
  }

  /// Takes the configured servers, or starts what the settings allow; says in the log which.
  ///
  /// @param searchPath the value of `PATH`
  /// @throws IOException when a server of our own cannot be started
  public static MemcachedService open(
      MemcachedSettings settings, @Nullable String searchPath, InstantSource clock)
      throws IOException {
    MemcachedService service = chosen(settings, searchPath, clock);
    log.info("memcached: {}", service.description);
    return service;
  }

  /// Empty: there is none.
  public List<HostPort> servers() {
    return servers;
  }

  /// For logs and the admin page.
  public String description() {
    return description;
  }

  @Override
  public void close() {
    end.run();
  }

  private static MemcachedService chosen(
      MemcachedSettings settings, @Nullable String searchPath, InstantSource clock)
      throws IOException {
    if (!settings.servers().isEmpty()) {
      return new MemcachedService(
          settings.servers(), "configured servers " + settings.servers(), () -> {});
    }
    long memoryBytes = settings.memory().bytes();
    Path program = ProgramOnPath.find(PROGRAM, searchPath);
    return switch (settings.source()) {
      case NONE -> new MemcachedService(List.of(), "none, every page is rendered", () -> {});
      case BUILT_IN -> builtIn(memoryBytes, clock);
      case PROGRAM -> {
        if (program == null) {
          throw new IOException(
              "no program " + PROGRAM + " on the PATH (memcached.source: program)");
        }
        yield child(program, memoryBytes, clock);
      }
      case AUTO ->
          program == null
              ? builtIn(memoryBytes, clock)
              : childOrBuiltIn(program, memoryBytes, clock);
    };
  }

  private static MemcachedService childOrBuiltIn(
      Path program, long memoryBytes, InstantSource clock) throws IOException {
    try {
      return child(program, memoryBytes, clock);
    } catch (IOException e) {
      log.warn("{} does not start ({}), the built-in server takes its place", program, reason(e));
      return builtIn(memoryBytes, clock);
    }
  }

  private static MemcachedService child(Path program, long memoryBytes, InstantSource clock)
      throws IOException {
    MemcachedProcess process = MemcachedProcess.start(program, memoryBytes, clock);
    return new MemcachedService(
        List.of(new HostPort(LOOPBACK, process.port())),
        "started %s as process %d on %s:%d"
            .formatted(program, process.pid(), LOOPBACK, process.port()),
        process::close);
  }

  private static MemcachedService builtIn(long memoryBytes, InstantSource clock)
      throws IOException {
    MemcachedServer server = new MemcachedServer(0, memoryBytes, clock);
    return new MemcachedService(
        List.of(new HostPort(LOOPBACK, server.port())),
        "the built-in server on %s:%d".formatted(LOOPBACK, server.port()),
        server::close);
  }

  private static String reason(IOException failure) {
    Throwable cause = failure.getCause();
    return String.valueOf(cause == null ? failure.getMessage() : cause.getMessage());
  }
}
