package dev.weir.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.peer.Standing;
import dev.weir.cache.peer.icp.IcpAnswers;
import dev.weir.testing.RawHttpClient;
import dev.weir.testing.RawResponse;
import dev.weir.testing.Script;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// A node that is about to go, or not yet sure of what it has, and its sibling.
class DrainingTest {

  @TempDir private Path folder;

  private TwoNodes nodes() throws Exception {
    var nodes = new TwoNodes(folder, TwoNodes.Talk.TELLING);
    nodes.origin.always(Script.ok("page").header("Cache-Control", "max-age=600"));
    return nodes;
  }

  private static RawResponse drainA(TwoNodes nodes) throws IOException {
    try (var client = new RawHttpClient(nodes.a.adminPort())) {
      return client.exchange(
          String.join(
              "\r\n",
              "POST /drain HTTP/1.1",
              "Host: a",
              "Authorization: Bearer sesame",
              "Content-Length: 0",
              "",
              ""));
    }
  }

  private static boolean comesFromA(RawResponse response) {
    return String.valueOf(response.fields().combined("Cache-Status")).startsWith("a; hit");
  }

  @Test
  void nodeThatIsReadyIsAsked() throws Exception {
    try (var nodes = nodes()) {
      nodes.getAtA("/page");

      assertThat(comesFromA(nodes.getAtB("/page"))).isTrue();
      assertThat(nodes.adminOfA("/peers")).contains("\"standing\" : \"ready\"");
    }
  }

  @Test
  void nodeThatDrainsIsNotAskedAndStillAnswers() throws Exception {
    try (var nodes = nodes()) {
      nodes.getAtA("/page");

      assertThat(drainA(nodes).text()).contains("draining");

      assertThat(comesFromA(nodes.getAtB("/page"))).isFalse();
      assertThat(nodes.adminOfB("/peers")).contains("is draining, as it says");
      assertThat(NodeFixture.isHit(nodes.getAtA("/page"))).isTrue();
      assertThat(nodes.adminOfA("/peers")).contains("\"standing\" : \"draining\"");
      assertThat(nodes.a.readiness().ready()).isFalse();
    }
  }

  @Test
  void nodeThatIsStoppedSaysSoFirst() throws Exception {
    try (var nodes = nodes()) {
      nodes.a.drain(Duration.ofSeconds(20));

      assertThat(nodes.adminOfB("/peers")).contains("is draining, as it says");
    }
  }

  @Test
  void nodeThatIsBackIsAskedAgain() throws Exception {
    try (var nodes = nodes()) {
      drainA(nodes);
      nodes.a.close();
      nodes.startA();

      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> !nodes.adminOfB("/peers").contains("is draining"));
    }
  }

  @Test
  void nodeThatSaysNothingMoreIsAskedAgainAfterAMinute() throws Exception {
    try (var nodes = nodes()) {
      nodes.getAtA("/page");
      drainA(nodes);
      nodes.clock.advance(Duration.ofSeconds(60));

      assertThat(nodes.adminOfB("/peers")).doesNotContain("is draining");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "node=127.0.0.1:1&standing=draining, HMAC-SHA256 00, 403",
    "node=127.0.0.1:1&standing=draining, , 403"
  })
  void strangerCannotSaySo(String message, String authorization, int status) throws Exception {
    try (var nodes = nodes();
        var client =
            new RawHttpClient(
                new InetSocketAddress(nodes.placeB.host(), nodes.placeB.invalidationPort()))) {
      String credentials = authorization == null ? "" : "Authorization: " + authorization + "\r\n";
      RawResponse answer =
          client.exchange(
              "POST /standing HTTP/1.1\r\nHost: b\r\n"
                  + credentials
                  + "Content-Length: "
                  + message.length()
                  + "\r\n\r\n"
                  + message);

      assertThat(answer.status()).isEqualTo(status);
    }
  }

  // Squid says so while it loads its store.
  @ParameterizedTest
  @EnumSource(Standing.class)
  void nobodyIsToComeByIcpUnlessTheNodeIsReady(Standing standing) {
    IcpAnswers answers = new StandingAnswers(_ -> IcpAnswers.Answer.HIT, () -> standing);
    CacheKey key = CacheKey.of("http://site.test/");
    IcpAnswers.Answer expected =
        standing == Standing.READY ? IcpAnswers.Answer.HIT : IcpAnswers.Answer.MISS_NOFETCH;

    assertThat(answers.answer(key)).isEqualTo(expected);
    assertThat(answers.answer(key, 7)).isEqualTo(expected);
  }

  @Test
  void startThatWaitsForASilentSiblingEnds() throws Exception {
    try (var nodes = nodes();
        var silent = new ServerSocket(0, 8, InetAddress.ofLiteral(nodes.placeB.host()))) {
      nodes.a.close();

      nodes.startAHearing(silent.getLocalPort(), TwoNodes.IMPATIENCE);

      try (var socket = new Socket(nodes.placeA.host(), nodes.placeA.port())) {
        assertThat(socket.isConnected()).isTrue();
      }
      assertThat(nodes.adminOfA("/peers")).contains("no answer within 2000 ms");
    }
  }
}
