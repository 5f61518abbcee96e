package dev.weir.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cache.config.NodeConfig;
import dev.weir.cache.config.PeerSettings;
import dev.weir.testing.FreePorts;
import dev.weir.testing.ManualClock;
import dev.weir.testing.RawHttpClient;
import dev.weir.testing.RawResponse;
import dev.weir.testing.Script;
import dev.weir.testing.ScriptedOrigin;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Two nodes on 127.0.0.1 and 127.0.0.2 that know each other, in front of one origin.
class SiblingTest {

  private final ManualClock clock = new ManualClock();
  private ScriptedOrigin origin;
  private CacheNode a;
  private CacheNode b;

  @BeforeEach
  void start() throws Exception {
    origin = new ScriptedOrigin(InetAddress.getLoopbackAddress(), clock);
    var placeA = new Place("127.0.0.1", freePort("127.0.0.1"), freeUdpPort("127.0.0.1"));
    var placeB = new Place("127.0.0.2", freePort("127.0.0.2"), freeUdpPort("127.0.0.2"));
    a = node("a", placeA, placeB);
    b = node("b", placeB, placeA);
  }

  @AfterEach
  void stop() throws Exception {
    a.close();
    b.close();
    origin.close();
  }

  private record Place(String host, int port, int icpPort) {}

  private CacheNode node(String name, Place own, Place other) throws Exception {
    NodeConfig base =
        NodeFixture.config(
            name,
            List.of(
                NodeFixture.peer(
                    other.host(), other.port(), other.icpPort(), PeerSettings.Kind.SIBLING),
                NodeFixture.parent("127.0.0.1", origin.port())));
    var node = new CacheNode(NodeFixture.at(base, own.host(), own.port(), own.icpPort()), clock);
    node.start();
    return node;
  }

  private static int freePort(String host) throws IOException {
    return FreePorts.next(InetAddress.ofLiteral(host));
  }

  private static int freeUdpPort(String host) throws IOException {
    return FreePorts.next(InetAddress.ofLiteral(host));
  }

  private static RawResponse get(CacheNode node, String host, String target, String... lines)
      throws IOException {
    try (var client = new RawHttpClient(new InetSocketAddress(host, node.port()))) {
      return client.exchange(NodeFixture.request("GET", target, lines));
    }
  }

  @Test
  void copyOfASiblingSavesAFetch() throws Exception {
    origin.enqueue(Script.ok("page").header("Cache-Control", "max-age=600"));
    get(a, "127.0.0.1", "/x");
    clock.advance(Duration.ofSeconds(12));

    RawResponse fromSibling = get(b, "127.0.0.2", "/x");
    RawResponse own = get(b, "127.0.0.2", "/x");

    assertThat(fromSibling.text()).isEqualTo("page");
    assertThat(fromSibling.fields().first("Age")).isEqualTo("12");
    assertThat(fromSibling.fields().combined("Cache-Status"))
        .startsWith(
            "a; hit; ttl=588; detail=fresh-expires, b; fwd=uri-miss; fwd-status=200; stored");
    assertThat(NodeFixture.isHit(own)).isTrue();
    assertThat(own.fields().first("Age")).isEqualTo("12");
    assertThat(own.fields().lines("X-Cache")).containsExactly("HIT from b");
    assertThat(origin.received()).hasSize(1);
  }

  // Behind an edge that ends TLS: the ICP query names the scheme the client asked by.
  @Test
  void copyOfASiblingIsThatOfTheSameScheme() throws Exception {
    origin.on(
        "/",
        request ->
            Script.ok("by " + request.fields().first("X-Forwarded-Proto"))
                .header("Cache-Control", "max-age=600"));
    get(a, "127.0.0.1", "/x", "X-Forwarded-Proto: https");

    RawResponse other = get(b, "127.0.0.2", "/x", "X-Forwarded-Proto: http");
    RawResponse same = get(b, "127.0.0.2", "/x", "X-Forwarded-Proto: https");

    assertThat(other.text()).isEqualTo("by http");
    assertThat(same.text()).isEqualTo("by https");
    assertThat(same.fields().combined("Cache-Status")).startsWith("a; hit");
    assertThat(origin.received()).hasSize(2);
  }

  // ICP knows no variants: the sibling says HIT for the one it has and cannot serve the other.
  @Test
  void falseHitOfASiblingIsNotSeenByTheClient() throws Exception {
    origin.on(
        "/",
        request ->
            Script.ok("in " + request.fields().first("Accept-Language"))
                .header("Cache-Control", "max-age=600")
                .header("Vary", "Accept-Language"));
    get(a, "127.0.0.1", "/x", "Accept-Language: de");

    RawResponse response = get(b, "127.0.0.2", "/x", "Accept-Language: fr");

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.text()).isEqualTo("in fr");
  }

  // A node that holds one variant knows what makes variants, and asks for the one it wants.
  @Test
  void variantTheSiblingDoesNotHaveIsNotFetchedFromIt() throws Exception {
    origin.on(
        "/",
        request ->
            Script.ok("in " + request.fields().first("Accept-Language"))
                .header("Cache-Control", "max-age=600")
                .header("Vary", "Accept-Language"));
    get(a, "127.0.0.1", "/x", "Accept-Language: de");
    get(b, "127.0.0.2", "/x", "Accept-Language: en");

    RawResponse french = get(b, "127.0.0.2", "/x", "Accept-Language: fr");
    RawResponse german = get(b, "127.0.0.2", "/x", "Accept-Language: de");

    assertThat(french.text()).isEqualTo("in fr");
    assertThat(french.fields().combined("Cache-Status")).doesNotContain("a; ");
    assertThat(german.text()).isEqualTo("in de");
    assertThat(german.fields().combined("Cache-Status")).startsWith("a; hit");
    assertThat(origin.received()).hasSize(3);
  }

  // Freshness look-ahead: a fifth of the lifetime, 30 s at most.
  @Test
  void copyAboutToBecomeStaleIsNotOffered() throws Exception {
    origin.always(Script.ok("page").header("Cache-Control", "max-age=100"));
    get(a, "127.0.0.1", "/x");
    clock.advance(Duration.ofSeconds(81));

    RawResponse response = get(b, "127.0.0.2", "/x");

    assertThat(response.fields().first("Age")).isNull();
    assertThat(origin.received()).hasSize(2);
  }

  @Test
  void siblingThatIsGoneCostsNoRequest() throws Exception {
    origin.always(Script.ok("page").header("Cache-Control", "max-age=600"));
    a.close();

    for (int i = 0; i < 10; i++) {
      assertThat(get(b, "127.0.0.2", "/" + i).status()).isEqualTo(200);
    }
  }
}
