package dev.weir.cache.peer.icp;

import static org.awaitility.Awaitility.await;

import dev.weir.testing.FreePorts;
import dev.weir.testing.RawHttpClient;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A Squid process at 127.0.0.2 in accelerator mode: one origin as parent, one node as ICP sibling.
/// Squid tells siblings apart by address alone, so it needs one of its own.
final class RealSquid implements AutoCloseable {

  private static final InetAddress ADDRESS = InetAddress.ofLiteral("127.0.0.2");
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final int httpPort;
  private final int icpPort;
  private final Path log;
  private final Process process;

  /// @param sibling ICP address of the node
  /// @param siblingHttpPort where the node serves its siblings
  RealSquid(Path directory, int originPort, InetSocketAddress sibling, int siblingHttpPort)
      throws IOException {
    httpPort = freeTcpPort();
    icpPort = freeUdpPort();
    log = directory.resolve("cache.log");
    // Started by root, Squid gives up its rights before it opens its logs.
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
    Path config = directory.resolve("squid.conf");
    Files.writeString(config, configuration(directory, originPort, sibling, siblingHttpPort));
    Path program = program();
    if (program == null) {
      throw new IOException("no Squid on this machine");
    }
    process =
        new ProcessBuilder(program.toString(), "-N", "-f", config.toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("squid.out").toFile())
            .start();
    boolean ready = false;
    try {
      await().atMost(LIMIT).until(this::answers);
      ready = true;
    } finally {
      if (!ready) {
        process.destroyForcibly();
      }
    }
  }

  private String configuration(
      Path directory, int originPort, InetSocketAddress sibling, int siblingHttpPort) {
    return """
    http_port %1$s:%2$d accel vhost
    icp_port %3$d
    udp_incoming_address %1$s
    icp_access allow all
    http_access allow all
    cache_peer 127.0.0.1 parent %4$d 0 no-query originserver no-digest no-netdb-exchange name=origin
    cache_peer 127.0.0.1 sibling %5$d %6$d no-digest no-netdb-exchange name=node
    visible_hostname squid-a
    pid_filename %7$s/squid.pid
    cache_log %7$s/cache.log
    access_log stdio:%7$s/access.log
    cache_store_log none
    coredump_dir %7$s
    cache_mem 8 MB
    icp_query_timeout 2000
    shutdown_lifetime 0 seconds
    netdb_filename none
    %8$s
    """
        .formatted(
            ADDRESS.getHostAddress(),
            httpPort,
            icpPort,
            originPort,
            siblingHttpPort,
            sibling.getPort(),
            directory,
            isRoot() ? "cache_effective_user proxy" : "");
  }

  /// The installed Squid, null without one. Its directory is often missing from the PATH of users.
  static @Nullable Path program() {
    String path = System.getenv().getOrDefault("PATH", "");
    List<String> directories = new ArrayList<>(List.of(path.split(File.pathSeparator, -1)));
    directories.addAll(List.of("/usr/sbin", "/usr/local/sbin", "/usr/local/squid/sbin"));
    return Stream.of(directories.toArray(String[]::new))
        .filter(directory -> !directory.isEmpty())
        .map(directory -> Path.of(directory, "squid"))
        .filter(Files::isExecutable)
        .findFirst()
        .orElse(null);
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private boolean answers() throws IOException {
    if (!process.isAlive()) {
      throw new IOException("Squid has ended: " + Files.readString(log));
    }
    try (RawHttpClient _ = client()) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  RawHttpClient client() throws IOException {
    return new RawHttpClient(new InetSocketAddress(ADDRESS, httpPort));
  }

  String address() {
    return ADDRESS.getHostAddress();
  }

  int httpPort() {
    return httpPort;
  }

  int icpPort() {
    return icpPort;
  }

  private static int freeTcpPort() throws IOException {
    return FreePorts.next(ADDRESS);
  }

  private static int freeUdpPort() throws IOException {
    return FreePorts.next(ADDRESS);
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
