package dev.weir.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.cache.config.NodeConfig;
import dev.weir.cache.config.PeerSettings;
import dev.weir.runtime.owner.Rendezvous;
import dev.weir.testing.ManualClock;
import dev.weir.testing.RawHttpClient;
import dev.weir.testing.RawResponse;
import dev.weir.testing.Script;
import dev.weir.testing.ScriptedOrigin;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Two nodes that own half of the URLs each and may share a secret: who is believed to be a node.
class HopAuthenticationTest {

  private static final List<String> HOSTS = List.of("127.0.0.1", "127.0.0.2");

  private final ManualClock clock = new ManualClock();
  private final List<Integer> ports = new ArrayList<>();
  private final List<CacheNode> nodes = new ArrayList<>();
  @TempDir private Path folder;
  private ScriptedOrigin origin;

  @BeforeEach
  void start() throws Exception {
    origin = new ScriptedOrigin(InetAddress.getLoopbackAddress(), clock);
    origin.always(Script.ok("page").header("Cache-Control", "max-age=600"));
    for (String host : HOSTS) {
      ports.add(TwoNodes.freePort(host));
    }
  }

  @AfterEach
  void stop() throws Exception {
    for (CacheNode node : nodes) {
      node.close();
    }
    origin.close();
  }

  private void startBoth(String secretOfFirst, String secretOfSecond) throws Exception {
    node(0, secretOfFirst);
    node(1, secretOfSecond);
    clock.advance(Duration.ofMinutes(10));
  }

  private void node(int index, String secret) throws Exception {
    List<PeerSettings> peers = new ArrayList<>();
    for (int i = 0; i < HOSTS.size(); i++) {
      peers.add(
          NodeFixture.peer(
              HOSTS.get(i), ports.get(i), 0, PeerSettings.Kind.SIBLING, PeerSettings.Option.OWNER));
    }
    peers.add(NodeFixture.parent("127.0.0.1", origin.port()));
    Path file = Files.writeString(folder.resolve("secret-" + index), secret);
    NodeConfig config =
        NodeFixture.withInvalidations(
            NodeFixture.config("node-" + index, peers),
            new NodeConfig.Invalidations(null, 0, file, Duration.ofMillis(250)));
    int admin = TwoNodes.freePort("127.0.0.1");
    config = NodeFixture.withAdmin(config, new NodeConfig.Admin("127.0.0.1", admin, null));
    var node = new CacheNode(NodeFixture.at(config, HOSTS.get(index), ports.get(index), 0), clock);
    node.start();
    nodes.add(node);
  }

  private RawResponse get(int node, String target, String... lines) throws IOException {
    var address = new InetSocketAddress(HOSTS.get(node), ports.get(node));
    try (var client = new RawHttpClient(address)) {
      return client.exchange(NodeFixture.request("GET", target, lines));
    }
  }

  private String admin(int node, String path) throws IOException {
    try (var client = new RawHttpClient(nodes.get(node).adminPort())) {
      return client.get(path).text();
    }
  }

  /// A target that this node owns.
  private String targetOf(int owner) {
    Rendezvous<Integer> owners =
        Rendezvous.of(List.of(0, 1), member -> HOSTS.get(member) + ":" + ports.get(member));
    for (int i = 0; ; i++) {
      if (owners.ranked("http://site.test/" + i + "?x=%20").getFirst() == owner) {
        return "/" + i + "?x=%20";
      }
    }
  }

  @Test
  void nodesThatShareTheSecretBelieveEachOther() throws Exception {
    startBoth("known to the siblings only", "known to the siblings only");
    String target = targetOf(1);

    RawResponse first = get(0, target);
    RawResponse second = get(0, target);

    assertThat(first.fields().combined("Cache-Status"))
        .contains("node-1; fwd=uri-miss; fwd-status=200; stored", "detail=kept-by-owner");
    assertThat(second.fields().combined("Cache-Status")).startsWith("node-1; hit");
    assertThat(origin.received()).hasSize(1);
    assertThat(origin.received().getFirst().fields().contains("Weir-Hop")).isFalse();
    assertThat(second.fields().contains("Weir-Hop")).isFalse();
  }

  // Whoever could make a node fetch past its owner would have it fetch and keep what others keep.
  @ParameterizedTest
  @CsvSource({
    "owner, hop-unsigned",
    "owner; from=127.0.0.1:1; at=1767225600; mac=00000000000000000000000000000000, hop-forged"
  })
  void whoeverOnlyClaimsToBeANodeIsRefused(String mark, String reason) throws Exception {
    startBoth("known to the siblings only", "known to the siblings only");
    String target = targetOf(1);

    RawResponse refused = get(0, target, "Weir-Hop: " + mark);

    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.fields().combined("Cache-Status")).isEqualTo("node-0; detail=" + reason);
    assertThat(refused.fields().combined("Proxy-Status"))
        .isEqualTo("node-0; error=http_request_denied");
    assertThat(origin.received()).isEmpty();
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() ->
            assertThat(admin(0, "/metrics"))
                .contains("weir_cache_reasons_total{reason=\"" + reason + "\"} 1.0")
                .contains("weir_cache_requests_total{result=\"TCP_DENIED\"} 1.0"));
  }

  @Test
  void postThatClaimsToComeFromANodeIsRefused() throws Exception {
    startBoth("known to the siblings only", "known to the siblings only");
    try (var client = new RawHttpClient(new InetSocketAddress(HOSTS.get(0), ports.get(0)))) {
      RawResponse refused =
          client.exchange(
              "POST / HTTP/1.1\r\nHost: site.test\r\nWeir-Hop: owner\r\nContent-Length: 2\r\n\r\nhi");

      assertThat(refused.status()).isEqualTo(403);
    }
    assertThat(origin.received()).isEmpty();
  }

  @Test
  void clientsSeeNothingOfSecretsThatDiffer() throws Exception {
    startBoth("known to the siblings only", "an older one, not replaced yet");
    String target = targetOf(1);

    RawResponse response = get(0, target);

    assertThat(response.text()).isEqualTo("page");
    assertThat(response.fields().combined("Cache-Status"))
        .startsWith("node-0; fwd=uri-miss; fwd-status=200; stored");
    assertThat(admin(0, "/peers")).contains("\"fetch-denied\" : 1");
  }

  @Test
  void nodeThatIsNotBelievedIsToldWhy() throws Exception {
    startBoth("known to the siblings only", "an older one, not replaced yet");
    for (int i = 0; i < 30; i++) {
      assertThat(get(0, "/many/" + i).status()).isEqualTo(200);
    }

    assertThat(admin(0, "/peers")).contains("does not believe us to be of its cluster");
  }
}
