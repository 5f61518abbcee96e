package dev.weir.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.cache.config.NodeConfig;
import dev.weir.cache.config.NodeConfigFile;
import dev.weir.testing.FreePorts;
import dev.weir.testing.RawHttpClient;
import dev.weir.testing.RawResponse;
import dev.weir.testing.Script;
import dev.weir.testing.ScriptedOrigin;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A node with two parents, `first` and `second`.
class ParentsTest {

  private ScriptedOrigin first;
  private ScriptedOrigin second;

  @BeforeEach
  void start() throws Exception {
    first = new ScriptedOrigin();
    second = new ScriptedOrigin();
  }

  @AfterEach
  void stop() throws Exception {
    first.close();
    second.close();
  }

  private CacheNode node(String firstOptions, String moreLines) throws Exception {
    NodeConfig config =
        NodeConfigFile.parse(
            "node.conf",
            """
            http_port 127.0.0.1:%d accel vhost
            cache_peer 127.0.0.1 parent %d 0 no-query name=first %s
            cache_peer 127.0.0.1 parent %d 0 no-query originserver name=second
            access_log none
            visible_hostname node
            %s
            """
                .formatted(freePort(), first.port(), firstOptions, second.port(), moreLines),
            Map.of());
    var node = new CacheNode(config);
    node.start();
    return node;
  }

  private static int freePort() throws IOException {
    return FreePorts.next();
  }

  private static RawResponse send(CacheNode node, String request) throws IOException {
    try (var client = new RawHttpClient(node.port())) {
      return client.exchange(request);
    }
  }

  private static RawResponse get(CacheNode node, String target) throws IOException {
    return send(node, NodeFixture.request("GET", target));
  }

  private static String post(String content) {
    return "POST / HTTP/1.1\r\nHost: site.test\r\nContent-Length: "
        + content.length()
        + "\r\n\r\n"
        + content;
  }

  @Test
  void secondParentAnswersWhenTheFirstRefusesConnections() throws Exception {
    first.close();
    second.always(Script.ok("second"));
    try (CacheNode node = node("originserver", "")) {
      assertThat(get(node, "/").text()).isEqualTo("second");
      // Not an octet was sent, so even this may go elsewhere.
      assertThat(send(node, post("hello")).text()).isEqualTo("second");
    }
  }

  @Test
  void secondParentIsAskedWhenTheFirstIsABadGateway() throws Exception {
    first.always(Script.of(502));
    second.always(Script.ok("second"));
    try (CacheNode node = node("originserver", "")) {
      assertThat(get(node, "/").text()).isEqualTo("second");
    }
  }

  // RFC 9110 §9.2.2
  @Test
  void requestThatIsNotIdempotentIsNeverSentTwice() throws Exception {
    first.always(Script.raw("HTTP/1.1 20"));
    second.always(Script.ok("second"));
    try (CacheNode node = node("originserver", "")) {
      assertThat(send(node, post("hello")).status()).isEqualTo(502);
      assertThat(second.received()).isEmpty();
    }
  }

  @Test
  void parentThatIsACacheIsAskedInAbsoluteForm() throws Exception {
    first.enqueue(Script.ok("page"));
    try (CacheNode node = node("", "")) {
      get(node, "/x?y");
    }
    assertThat(first.take().target()).isEqualTo("http://site.test/x?y");
  }

  @Test
  void answerOfAProxyOnlyPeerIsNotStored() throws Exception {
    first.always(Script.ok("page").header("Cache-Control", "max-age=60"));
    try (CacheNode node = node("proxy-only", "")) {
      assertThat(get(node, "/").fields().first("Cache-Status")).endsWith("detail=peer-proxy-only");
      get(node, "/");
    }
    assertThat(first.received()).hasSize(2);
  }

  @Test
  void peerGetsNoMoreRequestsAtATimeThanAllowed() throws Exception {
    var gate = new CountDownLatch(1);
    first.always(Script.ok("first").header("Cache-Control", "no-store").stallBeforeHead(gate));
    second.always(Script.ok("second").header("Cache-Control", "no-store"));
    try (CacheNode node = node("originserver max-conn=1", "");
        var clients = new Clients()) {
      Future<RawResponse> busy = clients.start(() -> get(node, "/a"));
      await().atMost(Duration.ofSeconds(20)).until(() -> first.received().size() == 1);

      assertThat(get(node, "/b").text()).isEqualTo("second");
      gate.countDown();
      assertThat(Clients.result(busy).text()).isEqualTo("first");
      // The place is free a moment after the client has its answer.
      await().atMost(Duration.ofSeconds(20)).until(() -> get(node, "/c").text().equals("first"));
    }
  }

  @Test
  void contentOfRequestsIsLimited() throws Exception {
    first.always(Script.ok("page"));
    try (CacheNode node = node("originserver", "request_body_max_size 4")) {
      assertThat(send(node, post("four")).status()).isEqualTo(200);
      assertThat(send(node, post("hello")).status()).isEqualTo(413);
      assertThat(
              send(
                      node,
                      """
                      POST / HTTP/1.1\r
                      Host: site.test\r
                      Transfer-Encoding: chunked\r
                      \r
                      5\r
                      hello\r
                      0\r
                      \r
                      """)
                  .status())
          .isEqualTo(413);
    }
    assertThat(first.received()).hasSize(1);
  }

  @Test
  void contentShorterThanTheLeastIsNotStored() throws Exception {
    first.always(Script.ok("x").header("Cache-Control", "max-age=60"));
    try (CacheNode node = node("originserver", "minimum_object_size 2")) {
      get(node, "/");
      assertThat(NodeFixture.isHit(get(node, "/"))).isFalse();
    }
  }

  @Test
  void connectionsToTheOriginAreUsedAgainWhenAllowed() throws Exception {
    first.always(Script.ok("page").header("Cache-Control", "no-store"));
    try (CacheNode node = node("originserver", "server_persistent_connections on")) {
      // A connection may come back to the pool a moment after the client has its answer.
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> {
            get(node, "/" + first.received().size());
            return first.connections() < first.received().size();
          });
    }
  }

  @Test
  void originIsSentTheDomainItIsForcedTo() throws Exception {
    first.always(Script.ok("first"));
    try (CacheNode node = node("originserver forceddomain=inner.test:81", "")) {
      assertThat(get(node, "/a").text()).isEqualTo("first");
      assertThat(first.take().fields().lines("Host")).containsExactly("inner.test:81");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1 KB", "4 KB", "1 MB"})
  void everyAcceptedSizeOfHeadsLetsTheNodeStart(String size) throws Exception {
    first.always(Script.ok("first"));
    String lines = "request_header_max_size " + size + "\nreply_header_max_size " + size;
    try (CacheNode node = node("originserver", lines)) {
      assertThat(get(node, "/a").text()).isEqualTo("first");
    }
  }
}
