package dev.weir.cache;

import static org.awaitility.Awaitility.await;

import dev.weir.cache.config.NodeConfig;
import dev.weir.cache.config.PeerSettings;
import dev.weir.cache.decide.CachePolicy;
import dev.weir.http.CacheStatus;
import dev.weir.testing.ManualClock;
import dev.weir.testing.RawHttpClient;
import dev.weir.testing.RawResponse;
import dev.weir.testing.ScriptedOrigin;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A node on a free port in front of a scripted origin, on a clock that stands still; each request
/// on a connection of its own.
final class NodeFixture implements AutoCloseable {

  final ManualClock clock;
  final ScriptedOrigin origin;
  final CacheNode node;

  NodeFixture() throws Exception {
    this(UnaryOperator.identity());
  }

  /// @param change what is different from a node with defaults and the origin as its parent
  NodeFixture(UnaryOperator<NodeConfig> change) throws Exception {
    this(new ManualClock(), change);
  }

  NodeFixture(ManualClock clock, UnaryOperator<NodeConfig> change) throws Exception {
    this.clock = clock;
    this.origin = new ScriptedOrigin(InetAddress.getLoopbackAddress(), clock);
    this.node =
        new CacheNode(
            change.apply(config("node", List.of(parent("127.0.0.1", origin.port())))), clock);
    node.start();
  }

  static NodeConfig config(String name, List<PeerSettings> peers) {
    return new NodeConfig(
        List.of(new NodeConfig.HttpPort("127.0.0.1", 0, null, true)),
        new NodeConfig.Icp(
            "127.0.0.1", 0, List.of(), Duration.ofSeconds(2), Duration.ofSeconds(10), false),
        NodeConfig.Invalidations.NONE,
        peers,
        CachePolicy.DEFAULT,
        new NodeConfig.Storage(64 << 20, 4 << 20, 512 << 10, 0, List.of()),
        new NodeConfig.Exchange(
            true,
            true,
            false,
            true,
            Duration.ofSeconds(5),
            Duration.ofSeconds(20),
            Duration.ofSeconds(30),
            65_536,
            65_536,
            0),
        new NodeConfig.AccessLogSettings("none", NodeConfig.AccessLogSettings.Format.SQUID, true),
        new NodeConfig.Admin("127.0.0.1", 0, null),
        name,
        name,
        List.of(),
        List.of());
  }

  static PeerSettings parent(String host, int port) {
    return peer(host, port, 0, PeerSettings.Kind.PARENT, PeerSettings.Option.ORIGINSERVER);
  }

  static PeerSettings peer(
      String host, int port, int icpPort, PeerSettings.Kind kind, PeerSettings.Option... options) {
    return new PeerSettings(
        host,
        kind,
        port,
        icpPort,
        0,
        Set.of(options),
        1,
        host,
        Duration.ofSeconds(5),
        0,
        10,
        null,
        "test:1",
        Duration.ZERO);
  }

  static NodeConfig withAdmin(NodeConfig config, NodeConfig.Admin admin) {
    return ConfigParts.changed(config, parts -> parts.admin = admin);
  }

  static NodeConfig withPolicy(NodeConfig config, CachePolicy policy) {
    return ConfigParts.changed(config, parts -> parts.policy = policy);
  }

  static NodeConfig withExchange(NodeConfig config, NodeConfig.Exchange exchange) {
    return ConfigParts.changed(config, parts -> parts.exchange = exchange);
  }

  static NodeConfig withInvalidations(NodeConfig config, NodeConfig.Invalidations invalidations) {
    return ConfigParts.changed(config, parts -> parts.invalidations = invalidations);
  }

  static NodeConfig withStorage(NodeConfig config, NodeConfig.Storage storage) {
    return ConfigParts.changed(config, parts -> parts.storage = storage);
  }

  static NodeConfig withReadTimeout(NodeConfig config, Duration readTimeout) {
    NodeConfig.Exchange exchange = config.exchange();
    return withExchange(
        config,
        new NodeConfig.Exchange(
            exchange.collapsedForwarding(),
            exchange.clientPersistentConnections(),
            exchange.serverPersistentConnections(),
            exchange.via(),
            exchange.connectTimeout(),
            readTimeout,
            exchange.clientIdleTimeout(),
            exchange.requestHeaderMaxBytes(),
            exchange.replyHeaderMaxBytes(),
            exchange.requestBodyMaxBytes()));
  }

  static NodeConfig withPort(NodeConfig config, NodeConfig.HttpPort port) {
    return ConfigParts.changed(config, parts -> parts.httpPorts = List.of(port));
  }

  static NodeConfig withPeers(NodeConfig config, List<PeerSettings> peers) {
    return ConfigParts.changed(config, parts -> parts.peers = peers);
  }

  /// The same node at another place.
  static NodeConfig at(NodeConfig config, String host, int port, int icpPort) {
    return ConfigParts.changed(
        config,
        parts -> {
          parts.httpPorts = List.of(new NodeConfig.HttpPort(host, port, null, true));
          parts.icp =
              new NodeConfig.Icp(
                  host,
                  icpPort,
                  List.of(),
                  config.icp().queryTimeout(),
                  config.icp().deadPeerTimeout(),
                  false);
        });
  }

  /// Ends the origin; from then on its port refuses connections.
  void stopOrigin() throws IOException {
    origin.close();
    await().atMost(Duration.ofSeconds(20)).until(() -> isRefused(origin.port()));
  }

  private static boolean isRefused(int port) {
    try {
      new RawHttpClient(port).close();
      return false;
    } catch (IOException refused) {
      return true;
    }
  }

  RawHttpClient client() throws IOException {
    return new RawHttpClient(node.port());
  }

  /// A GET for the site `site.test`.
  RawResponse get(String target, String... fieldLines) throws IOException {
    try (RawHttpClient client = client()) {
      return client.get(target, withHost(fieldLines));
    }
  }

  /// A request without content for the site `site.test`.
  RawResponse send(String method, String target, String... fieldLines) throws IOException {
    try (RawHttpClient client = client()) {
      return client.exchange(request(method, target, fieldLines));
    }
  }

  static String request(String method, String target, String... fieldLines) {
    return method
        + " "
        + target
        + " HTTP/1.1\r\n"
        + String.join("\r\n", withHost(fieldLines))
        + "\r\n\r\n";
  }

  private static String[] withHost(String... fieldLines) {
    List<String> lines = new ArrayList<>(List.of(fieldLines));
    lines.addFirst("Host: site.test");
    return lines.toArray(String[]::new);
  }

  /// This node's member of the response's Cache-Status, null when there is none.
  static @Nullable CacheStatus status(RawResponse response) {
    String all = response.fields().combined("Cache-Status");
    return all == null ? null : CacheStatus.parse(all).getLast();
  }

  static boolean isHit(RawResponse response) {
    CacheStatus status = status(response);
    return status != null && status.isHit();
  }

  static boolean isCollapsed(RawResponse response) {
    CacheStatus status = status(response);
    return status != null && status.isCollapsed();
  }

  @Override
  public void close() throws IOException {
    node.close();
    origin.close();
  }
}
