package dev.weir.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cache.config.NodeConfig;
import dev.weir.cache.config.PeerSettings;
import dev.weir.testing.FreePorts;
import dev.weir.testing.ManualClock;
import dev.weir.testing.RawHttpClient;
import dev.weir.testing.RawResponse;
import dev.weir.testing.ReceivedRequest;
import dev.weir.testing.Script;
import dev.weir.testing.ScriptedOrigin;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A sibling that claims to have everything, and what it then says when asked for it.
class MisbehavingSiblingTest {

  private final ManualClock clock = new ManualClock();
  private ScriptedOrigin origin;
  private ScriptedOrigin sibling;
  private DatagramSocket siblingIcp;
  private CacheNode node;

  @BeforeEach
  void start() throws Exception {
    origin = new ScriptedOrigin(InetAddress.getLoopbackAddress(), clock);
    sibling = new ScriptedOrigin(InetAddress.ofLiteral("127.0.0.2"), clock);
    siblingIcp = new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.2"), 0));
    Thread.ofVirtual().start(this::claimEverything);
    NodeConfig config =
        NodeFixture.config(
            "node",
            List.of(
                NodeFixture.peer(
                    "127.0.0.2",
                    sibling.port(),
                    siblingIcp.getLocalPort(),
                    PeerSettings.Kind.SIBLING),
                NodeFixture.parent("127.0.0.1", origin.port())));
    int icpPort = FreePorts.next();
    node = new CacheNode(NodeFixture.at(config, "127.0.0.1", 0, icpPort), clock);
    node.start();
    origin.always(Script.ok("from the origin").header("Cache-Control", "max-age=600"));
  }

  @AfterEach
  void stop() throws Exception {
    node.close();
    siblingIcp.close();
    sibling.close();
    origin.close();
  }

  private void claimEverything() {
    byte[] space = new byte[16 * 1024];
    while (!siblingIcp.isClosed()) {
      try {
        var query = new DatagramPacket(space, space.length);
        siblingIcp.receive(query);
        ByteBuffer hit = hit(ByteBuffer.wrap(space, 0, query.getLength()));
        siblingIcp.send(new DatagramPacket(hit.array(), hit.remaining(), query.getSocketAddress()));
      } catch (java.io.IOException closed) {
        return;
      }
    }
  }

  /// RFC 2186: a HIT is the query with another opcode and without the requester's address.
  private static ByteBuffer hit(ByteBuffer query) {
    int length = query.remaining() - 4;
    ByteBuffer answer = ByteBuffer.allocate(length);
    answer.put((byte) 2).put((byte) 2).putShort((short) length).putInt(query.getInt(4));
    answer.position(20).put(query.slice(24, query.remaining() - 24));
    return answer.flip();
  }

  private RawResponse get(String target) throws Exception {
    try (var client = new RawHttpClient(node.port())) {
      return client.exchange(NodeFixture.request("GET", target));
    }
  }

  @Test
  void siblingIsAskedForWhatItHasAndNothingElse() throws Exception {
    sibling.enqueue(
        Script.ok("from the sibling").header("Cache-Control", "max-age=600").header("Age", "5"));

    RawResponse response = get("/x?y=1");

    ReceivedRequest asked = sibling.take();
    assertThat(response.text()).isEqualTo("from the sibling");
    assertThat(asked.target()).isEqualTo("http://site.test/x?y=1");
    assertThat(asked.fields().first("Host")).isEqualTo("site.test");
    assertThat(asked.fields().combined("Cache-Control"))
        .isEqualTo("max-age=259200, only-if-cached");
    assertThat(origin.received()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 404, 500, 501, 502, 503, 504})
  void refusalOfASiblingIsNotSeenByTheClient(int status) throws Exception {
    sibling.enqueue(Script.ok("go away").status(status));

    RawResponse response = get("/x");

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.text()).isEqualTo("from the origin");
  }

  @Test
  void siblingThatResetsIsPassedOver() throws Exception {
    sibling.enqueue(Script.raw("HTTP/1.1 200"));

    assertThat(get("/x").text()).isEqualTo("from the origin");
  }

  @Test
  void siblingThatNeverAnswersIsPassedOver() throws Exception {
    var never = new CountDownLatch(1);
    sibling.enqueue(Script.ok("x").stallBeforeHead(never));

    assertThat(getWhileTimeGoesOn("/x").text()).isEqualTo("from the origin");
    never.countDown();
  }

  // Content is read before it is believed: what a client has seen the head of cannot be taken back.
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 15})
  void contentCutByASiblingIsNotSeenByTheClient(int octets) throws Exception {
    sibling.enqueue(Script.ok("from the sibling").header("Age", "5").cutAfter(octets));

    RawResponse response = get("/x");

    assertThat(response.text()).isEqualTo("from the origin");
    assertThat(response.complete()).isTrue();
  }

  @Test
  void siblingThatStopsInTheMiddleIsPassedOver() throws Exception {
    var never = new CountDownLatch(1);
    sibling.enqueue(Script.ok("from the sibling").header("Age", "5").stallAfter(4, never));

    assertThat(getWhileTimeGoesOn("/x").text()).isEqualTo("from the origin");
    never.countDown();
  }

  private RawResponse getWhileTimeGoesOn(String target) throws Exception {
    try (var clients = new Clients()) {
      Future<RawResponse> asking = clients.start(() -> get(target));
      sibling.take();
      clock.advance(Duration.ofMillis(100));
      return Clients.result(asking);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SSH-2.0-OpenSSH_9.9\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\ntext",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"
      })
  void garbageOfASiblingIsNotSeenByTheClient(String garbage) throws Exception {
    sibling.enqueue(Script.raw(garbage).closeAfter());

    assertThat(get("/x").text()).isEqualTo("from the origin");
  }

  @Test
  void siblingThatIsSlowIsHeardWhenTheParentIsSlowerStill() throws Exception {
    var answers = new CountDownLatch(1);
    var never = new CountDownLatch(1);
    sibling.enqueue(Script.ok("from the sibling").header("Age", "5").stallBeforeHead(answers));
    origin.on("/slow", _ -> Script.ok("from the origin").stallBeforeHead(never));
    try (var clients = new Clients()) {
      Future<RawResponse> asking = clients.start(() -> get("/slow"));
      // The parent is asked as well once the sibling has been waited for.
      sibling.take();
      clock.advance(Duration.ofMillis(100));
      origin.take();
      answers.countDown();
      assertThat(Clients.result(asking).text()).isEqualTo("from the sibling");
    } finally {
      never.countDown();
    }
  }

  @Test
  void longContentOfASiblingArrivesWhole() throws Exception {
    byte[] content = new byte[700_000];
    new Random(1).nextBytes(content);
    sibling.enqueue(Script.ok(content).header("Age", "5"));

    assertThat(get("/x").body()).isEqualTo(content);
  }

  @Test
  void siblingThatRefusesConnectionsIsPassedOver() throws Exception {
    sibling.close();

    assertThat(get("/x").text()).isEqualTo("from the origin");
  }

  // RFC 9211 §2.1: a stored 404 is as good as any stored response.
  @Test
  void storedErrorOfASiblingIsUsed() throws Exception {
    sibling.enqueue(
        Script.ok("gone").status(404).header("Cache-Control", "max-age=600").header("Age", "5"));

    assertThat(get("/x").text()).isEqualTo("gone");
  }
}
