package dev.weir.system;

import dev.weir.testing.RawHttpClient;
import dev.weir.testing.RawResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Three cache nodes that own a third of the URLs each, and the edge in front of them, each a
/// process at a host of its own.
///
/// The edge sends requests to the owner, over connections that it keeps; those for `/turns/` to any
/// node in turn, each over a connection of its own.
final class ThreeNodes implements AutoCloseable {

  static final List<String> NODES = List.of("a", "b", "c");

  private static final String EDGE = "edge";
  private static final String SITE = "site.test";
  private static final String TOKEN = "a-token-of-the-test";
  private static final int EDGE_PORT = 8080;
  private static final int HTTP_PORT = 3128;
  private static final int INVALIDATION_PORT = 3132;
  private static final int ADMIN_PORT = 9091;

  private final Namespaces network;
  private final Path folder;
  private final Map<String, Child> running = new HashMap<>();

  private ThreeNodes(Namespaces network, Path folder) {
    this.network = network;
    this.folder = folder;
  }

  static Namespaces network() throws IOException {
    return Namespaces.of("a", "b", "c", EDGE);
  }

  static ThreeNodes start(Namespaces network, Path folder, int originPort) throws IOException {
    ThreeNodes all = new ThreeNodes(network, folder);
    Files.writeString(folder.resolve("secret"), "a secret all siblings know");
    Files.writeString(folder.resolve("token"), TOKEN);
    Files.writeString(folder.resolve("edge.yaml"), all.edgeConfig());
    for (String node : NODES) {
      Files.writeString(folder.resolve(node + ".conf"), all.nodeConfig(node, originPort));
      all.begin(node);
    }
    NODES.forEach(all::awaitReady);
    all.running.put(
        EDGE,
        Child.weirBehind(
            network.at(EDGE),
            Map.of(),
            "edge",
            "--config",
            folder.resolve("edge.yaml").toString()));
    all.awaitReady(EDGE);
    return all;
  }

  private String nodeConfig(String node, int originPort) {
    StringBuilder config =
        new StringBuilder(
            """
            http_port %1$s:%2$d
            icp_port 0
            invalidation_port %1$s:%3$d
            admin_port %1$s:%4$d
            admin_token_file token
            sibling_secret_file secret
            visible_hostname node-%5$s
            cache_mem 16 MB
            cache_dir coss %6$s 64
            access_log none
            cache_peer %7$s parent %8$d 0 no-query originserver name=origin
            """
                .formatted(
                    network.address(node),
                    HTTP_PORT,
                    INVALIDATION_PORT,
                    ADMIN_PORT,
                    node,
                    folder.resolve("ring-" + node),
                    network.here().getHostAddress(),
                    originPort));
    for (String each : NODES) {
      config.append(
          "cache_peer %s sibling %d 0 owner name=node-%s invalidation-port=%d%n"
              .formatted(network.address(each), HTTP_PORT, each, INVALIDATION_PORT));
    }
    return config.toString();
  }

  private String edgeConfig() {
    List<String> servers =
        NODES.stream().map(each -> "\"" + network.address(each) + ":" + HTTP_PORT + "\"").toList();
    return """
    listen:
      - address: %1$s:%2$d
    admin:
      address: 127.0.0.1:9090
    upstreams:
      owners: { servers: %3$s, balance: owner, keepAlive: on, connectTimeout: 5s, failTimeout: 2s }
      turns: { servers: %3$s, balance: round-robin, connectTimeout: 5s, failTimeout: 2s }
    routes:
      - { path: /turns/, upstream: turns }
      - { path: /, upstream: owners }
    accessLog: { path: %4$s/edge.log, format: combined }
    errorLog: { path: %4$s/edge-errors.log }
    """
        .formatted(network.address(EDGE), EDGE_PORT, servers, folder);
  }

  InetSocketAddress edge() {
    return new InetSocketAddress(network.inetAddress(EDGE), EDGE_PORT);
  }

  /// Starts a node that is not running.
  void begin(String node) throws IOException {
    String config = folder.resolve(node + ".conf").toString();
    running.put(node, Child.weirBehind(network.at(node), Map.of(), "node", "--config", config));
  }

  void awaitReady(String host) {
    child(host).awaitLine("is ready at");
  }

  Child child(String host) {
    Child child = running.get(host);
    if (child == null) {
      throw new AssertionError(host + " was never started");
    }
    return child;
  }

  /// Asks a node for a page, past the edge.
  String pageAt(String node, String path) throws IOException {
    RawResponse answer =
        exchange(node, HTTP_PORT, "GET " + path + " HTTP/1.1\r\nHost: " + SITE + "\r\n");
    if (answer.status() != 200) {
      throw new AssertionError(node + " about " + path + ": " + answer);
    }
    return answer.text();
  }

  /// Purges every path with this beginning; what the node says of it.
  String purgeAt(String node, String prefix) throws IOException {
    String fields =
        "Host: %s:%d\r\nAuthorization: Bearer %s\r\nContent-Length: 0\r\n"
            .formatted(network.address(node), ADMIN_PORT, TOKEN);
    RawResponse answer =
        exchange(node, ADMIN_PORT, "POST /purge?prefix=" + prefix + " HTTP/1.1\r\n" + fields);
    if (answer.status() != 200) {
      throw new AssertionError(node + " about purging " + prefix + ": " + answer + answer.text());
    }
    return answer.text().replaceAll("\\s+", " ");
  }

  private RawResponse exchange(String node, int port, String request) throws IOException {
    InetAddress host = network.inetAddress(node);
    try (RawHttpClient client = new RawHttpClient(new InetSocketAddress(host, port))) {
      return client.exchange(request + "Connection: close\r\n\r\n");
    }
  }

  @Override
  public void close() {
    running.values().forEach(Child::close);
  }
}
