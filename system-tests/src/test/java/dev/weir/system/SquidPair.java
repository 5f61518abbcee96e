package dev.weir.system;

import dev.weir.testing.RawHttpClient;
import dev.weir.testing.RawResponse;
import dev.weir.testing.Script;
import dev.weir.testing.ScriptedOrigin;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// A node and a real Squid that are ICP siblings, and the origin of both.
final class SquidPair implements AutoCloseable {

  static final String CONTENT = "from the origin";
  static final String OURS = "127.0.0.1";

  private static final String TOKEN = "a-token-of-the-test";

  private final AtomicInteger pages = new AtomicInteger();
  private final ScriptedOrigin origin;
  private final RealSquid squid;
  private final Child node;
  private final int nodePort;
  private final int adminPort;

  private SquidPair(Path folder, String squidAccess) throws IOException {
    // Squid gives up root and must still reach what is its own in there.
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    origin = new ScriptedOrigin();
    // What every cache agrees on: fresh for ten minutes, and dated.
    origin.always(Script.ok(CONTENT).header("Cache-Control", "max-age=600"));
    nodePort = Repository.freePort(OURS);
    adminPort = Repository.freePort(OURS);
    int nodeIcp = Repository.freeUdpPort(OURS);
    int squidPort = Repository.freePort(RealSquid.ADDRESS);
    int squidIcp = Repository.freeUdpPort(RealSquid.ADDRESS);
    squid =
        RealSquid.start(
            Files.createDirectories(folder.resolve("squid")),
            squidPort,
            squidIcp,
            """
            %5$s
            cache_peer %1$s parent %2$d 0 no-query no-digest no-netdb-exchange originserver name=origin
            cache_peer %1$s sibling %3$d %4$d no-digest no-netdb-exchange name=weir
            """
                .formatted(OURS, origin.port(), nodePort, nodeIcp, squidAccess));
    Path config = nodeConfig(folder, nodeIcp, squidPort, squidIcp);
    node = Child.weir(Map.of(), "node", "--config", config.toString());
    node.awaitLine("is ready at");
  }

  /// With a Squid that lets everybody in.
  static SquidPair start(Path folder) throws IOException {
    return start(folder, "icp_access allow all\nhttp_access allow all");
  }

  /// @param squidAccess the lines of Squid that say who may do what
  static SquidPair start(Path folder, String squidAccess) throws IOException {
    return new SquidPair(folder, squidAccess);
  }

  private Path nodeConfig(Path folder, int nodeIcp, int squidPort, int squidIcp)
      throws IOException {
    Files.writeString(folder.resolve("token"), TOKEN);
    return Files.writeString(
        folder.resolve("node.conf"),
        """
        http_port %1$s:%2$d accel vhost
        icp_port %1$s:%3$d
        admin_port %1$s:%4$d
        admin_token_file token
        visible_hostname weir-a
        icp_query_timeout 2000
        cache_peer %1$s parent %5$d 0 no-query originserver name=origin
        cache_peer %6$s sibling %7$d %8$d name=squid
        """
            .formatted(
                OURS,
                nodePort,
                nodeIcp,
                adminPort,
                origin.port(),
                RealSquid.ADDRESS,
                squidPort,
                squidIcp));
  }

  ScriptedOrigin origin() {
    return origin;
  }

  RealSquid squid() {
    return squid;
  }

  /// A path nobody has asked for.
  String newPage() {
    return "/page-" + pages.incrementAndGet();
  }

  long requestsFor(String page) {
    return origin.received().stream().filter(request -> request.target().endsWith(page)).count();
  }

  RawResponse askNode(String page, String... lines) throws IOException {
    return exchange(OURS, nodePort, "GET " + page, lines);
  }

  RawResponse askSquid(String page, String... lines) throws IOException {
    return exchange(RealSquid.ADDRESS, squid.port(), "GET " + page, lines);
  }

  /// Purges a page at the node, which Squid does not hear of.
  RawResponse purge(String page) throws IOException {
    return exchange(
        OURS,
        adminPort,
        "POST /purge?url=http://www.lab.test" + page,
        "Authorization: Bearer " + TOKEN,
        "Content-Length: 0");
  }

  /// Tells the node to drain.
  RawResponse drain() throws IOException {
    return exchange(
        OURS, adminPort, "POST /drain", "Authorization: Bearer " + TOKEN, "Content-Length: 0");
  }

  /// What the node has written, its access log included.
  String nodeOutput() {
    return node.output();
  }

  private static RawResponse exchange(String address, int port, String request, String... lines)
      throws IOException {
    InetAddress host = InetAddress.ofLiteral(address);
    String fields = String.join("", Arrays.stream(lines).map(line -> line + "\r\n").toList());
    try (RawHttpClient client = new RawHttpClient(new InetSocketAddress(host, port))) {
      client.send(
          request + " HTTP/1.1\r\nHost: www.lab.test\r\n" + fields + "Connection: close\r\n\r\n");
      return client.readResponse();
    }
  }

  @Override
  public void close() throws IOException {
    node.close();
    squid.close();
    origin.close();
  }
}
