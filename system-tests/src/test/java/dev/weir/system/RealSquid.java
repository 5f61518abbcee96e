package dev.weir.system;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

/// A real Squid on 127.0.0.2, an accelerator with one origin and one sibling.
///
/// It has an address of its own because Squid drops ICP queries that come from its own IP, whatever
/// the port.
final class RealSquid implements AutoCloseable {

  static final String ADDRESS = "127.0.0.2";

  private final Child process;
  private final Path folder;
  private final int port;

  private RealSquid(Child process, Path folder, int port) {
    this.process = process;
    this.folder = folder;
    this.port = port;
  }

  static boolean isInstalled() {
    return Files.isExecutable(Path.of("/usr/sbin/squid"));
  }

  /// Starts it with `config`, which says who may do what, added to what every run needs, and waits
  /// until its port answers.
  static RealSquid start(Path folder, int port, int icpPort, String config) throws IOException {
    // Squid gives up root and then must still be able to write its logs.
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    Path file =
        Files.writeString(
            folder.resolve("squid.conf"),
            """
            http_port %1$s:%2$d accel vhost defaultsite=www.lab.test
            icp_port %3$d
            udp_incoming_address %1$s
            visible_hostname squid-b
            icp_query_timeout 2000
            cache_mem 16 MB
            pid_filename none
            coredump_dir %4$s
            cache_log %4$s/cache.log
            access_log stdio:%4$s/access.log squid
            shutdown_lifetime 1 second
            %5$s
            """
                .formatted(ADDRESS, port, icpPort, folder, config));
    Child process =
        Child.start(List.of("/usr/sbin/squid", "-N", "-f", file.toString()), Map.of(), folder);
    RealSquid squid = new RealSquid(process, folder, port);
    await().atMost(Child.LIMIT).until(squid::answers);
    return squid;
  }

  /// SIGSTOP: the process stands still, its sockets stay.
  void stop() throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-STOP", String.valueOf(process.pid())).start().waitFor();
  }

  /// SIGKILL.
  void kill() throws InterruptedException {
    process.kill();
  }

  int port() {
    return port;
  }

  String accessLog() throws IOException {
    return Files.readString(folder.resolve("access.log"));
  }

  @Override
  public void close() {
    process.close();
  }

  private boolean answers() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.ofLiteral(ADDRESS), port), 1000);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }
}
