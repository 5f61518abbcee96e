package dev.weir.cache;

import static org.awaitility.Awaitility.await;

import dev.weir.cache.config.NodeConfig;
import dev.weir.cache.config.PeerSettings;
import dev.weir.cache.purge.PurgeClient;
import dev.weir.cache.store.ring.RingFigures;
import dev.weir.testing.FreePorts;
import dev.weir.testing.ManualClock;
import dev.weir.testing.RawHttpClient;
import dev.weir.testing.RawResponse;
import dev.weir.testing.ScriptedOrigin;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Two nodes that are siblings, a on 127.0.0.1 and b on 127.0.0.2, in front of one origin, on a
/// clock that stands still.
final class TwoNodes implements AutoCloseable {

  static final String SECRET = "known to the siblings only";

  /// Longer than a confirmation takes on a busy machine.
  static final Duration PATIENCE = Duration.ofSeconds(20);

  /// As long as what never answers is waited for.
  static final Duration IMPATIENCE = Duration.ofSeconds(2);

  final ManualClock clock = new ManualClock();
  final ScriptedOrigin origin;
  final Place placeA;
  final Place placeB;
  CacheNode a;
  CacheNode b;
  private final Path folder;
  private final Keeping keeping;
  private final @Nullable Integer seenByA;
  private final @Nullable Path secretFile;
  private final @Nullable Path tokenFile;
  private Duration patience;

  /// Where a node listens.
  record Place(String host, int port, int icpPort, int invalidationPort, int adminPort) {

    static Place free(String host) throws IOException {
      return new Place(
          host, freePort(host), freeUdpPort(host), freePort(host), freePort("127.0.0.1"));
    }

    Place hearingAt(int otherPort) {
      return new Place(host, port, icpPort, otherPort, adminPort);
    }
  }

  /// What siblings do about invalidation.
  enum Talk {
    /// They tell each other.
    TELLING,
    /// They know nothing of each other's, like real Squids.
    SILENT
  }

  /// Where nodes keep what they store.
  enum Keeping {
    IN_MEMORY,
    ON_DISK
  }

  TwoNodes(Path folder, Talk talk) throws Exception {
    this(folder, talk, Keeping.IN_MEMORY);
  }

  TwoNodes(Path folder, Talk talk, Keeping keeping) throws Exception {
    this(folder, talk, keeping, Place.free("127.0.0.2"), null);
  }

  TwoNodes(Path folder, Talk talk, Place placeB, @Nullable Integer seenByA) throws Exception {
    this(folder, talk, Keeping.IN_MEMORY, placeB, seenByA);
  }

  /// @param seenByA where a tells b what has become invalid, in vain for now; null for where b
  ///   hears it
  TwoNodes(Path folder, Talk talk, Keeping keeping, Place placeB, @Nullable Integer seenByA)
      throws Exception {
    this.folder = folder;
    this.keeping = keeping;
    this.seenByA = seenByA;
    this.patience = seenByA == null ? PATIENCE : IMPATIENCE;
    this.secretFile =
        talk == Talk.TELLING ? Files.writeString(folder.resolve("secret"), SECRET + "\n") : null;
    this.tokenFile = Files.writeString(folder.resolve("token"), "sesame");
    this.origin = new ScriptedOrigin(InetAddress.getLoopbackAddress(), clock);
    this.placeA = Place.free("127.0.0.1");
    this.placeB = placeB;
    this.a = nodeA();
    this.b = nodeB();
  }

  private CacheNode nodeA() throws Exception {
    return node("a", placeA, seenByA == null ? placeB : placeB.hearingAt(seenByA));
  }

  private CacheNode nodeB() throws Exception {
    return node("b", placeB, placeA);
  }

  /// A, stopped before, again.
  void startA() throws Exception {
    a = nodeA();
  }

  /// The same, where b seems to hear at another port.
  void startAHearing(int port, Duration patienceOfA) throws Exception {
    patience = patienceOfA;
    a = node("a", placeA, placeB.hearingAt(port));
  }

  /// B, stopped before, again.
  void startB() throws Exception {
    b = nodeB();
  }

  private NodeConfig.Storage storage(String name) {
    List<NodeConfig.CacheDir> directories =
        switch (keeping) {
          case IN_MEMORY -> List.of();
          case ON_DISK ->
              List.of(
                  new NodeConfig.CacheDir(
                      "coss", folder.resolve("ring-" + name), 16 << 20, 4 << 20, null));
        };
    return new NodeConfig.Storage(64 << 20, 4 << 20, 512 << 10, 0, directories);
  }

  private CacheNode node(String name, Place own, Place other) throws Exception {
    PeerSettings sibling = sibling(other);
    NodeConfig base =
        NodeFixture.at(
            NodeFixture.config(
                name, List.of(sibling, NodeFixture.parent("127.0.0.1", origin.port()))),
            own.host(),
            own.port(),
            own.icpPort());
    var config =
        ConfigParts.changed(
            base,
            parts -> {
              parts.invalidations =
                  new NodeConfig.Invalidations(
                      own.host(),
                      secretFile == null ? 0 : own.invalidationPort(),
                      secretFile,
                      patience);
              parts.storage = storage(name);
              parts.admin = new NodeConfig.Admin("127.0.0.1", own.adminPort(), tokenFile);
            });
    var node = new CacheNode(config, clock);
    node.start();
    // What it has on disk is there bit by bit.
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() ->
            node.figures().store().disks().stream()
                .allMatch(disk -> disk.state() == RingFigures.State.READY));
    return node;
  }

  private PeerSettings sibling(Place place) {
    return new PeerSettings(
        place.host(),
        PeerSettings.Kind.SIBLING,
        place.port(),
        place.icpPort(),
        secretFile == null ? 0 : place.invalidationPort(),
        Set.of(),
        1,
        place.host(),
        Duration.ofSeconds(5),
        0,
        10,
        null,
        "test:1",
        Duration.ZERO);
  }

  static int freePort(String host) throws IOException {
    return FreePorts.next(InetAddress.ofLiteral(host));
  }

  private static int freeUdpPort(String host) throws IOException {
    return FreePorts.next(InetAddress.ofLiteral(host));
  }

  RawResponse getAtA(String target, String... lines) throws IOException {
    return send(placeA, NodeFixture.request("GET", target, lines));
  }

  RawResponse getAtB(String target, String... lines) throws IOException {
    return send(placeB, NodeFixture.request("GET", target, lines));
  }

  RawResponse postAtA(String target) throws IOException {
    return send(
        placeA, "POST " + target + " HTTP/1.1\r\nHost: site.test\r\nContent-Length: 2\r\n\r\nhi");
  }

  boolean isStoredAtA(String target) throws IOException {
    return getAtA(target, "Cache-Control: only-if-cached").status() == 200;
  }

  boolean isStoredAtB(String target) throws IOException {
    return getAtB(target, "Cache-Control: only-if-cached").status() == 200;
  }

  String adminOfA(String path) throws IOException {
    try (var client = new RawHttpClient(a.adminPort())) {
      return client.get(path).text();
    }
  }

  String adminOfB(String path) throws IOException {
    try (var client = new RawHttpClient(b.adminPort())) {
      return client.get(path).text();
    }
  }

  /// An operator's purge at b; what the node says of it.
  String purgeAtB(Map<String, String> order) throws Exception {
    try (var client = new PurgeClient(URI.create("http://127.0.0.1:" + b.adminPort()), "sesame")) {
      return client.purge(order).json().replaceAll("\\s", "");
    }
  }

  static RawResponse send(Place place, String request) throws IOException {
    try (var client = new RawHttpClient(new InetSocketAddress(place.host(), place.port()))) {
      return client.exchange(request);
    }
  }

  @Override
  public void close() throws IOException {
    a.close();
    b.close();
    origin.close();
  }
}
