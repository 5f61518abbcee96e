package dev.weir.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.cache.purge.PurgeClient;
import dev.weir.testing.RawHttpClient;
import dev.weir.testing.RawResponse;
import dev.weir.testing.Script;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What one node learns to be invalid does not come back from, nor stay at, its sibling.
class SiblingInvalidationTest {

  @TempDir private Path folder;

  /// A page that says how many comments it has; a POST adds one.
  private static void comments(TwoNodes nodes) {
    var comments = new AtomicInteger();
    nodes.origin.on(
        "/page",
        request -> {
          if (request.method().equals("POST")) {
            comments.incrementAndGet();
            return Script.of(303).header("Location", "/page");
          }
          return Script.ok(comments.get() + " comments").header("Cache-Control", "max-age=600");
        });
  }

  private static void storeAtBoth(TwoNodes nodes) throws IOException {
    nodes.getAtA("/page");
    nodes.getAtB("/page");
    nodes.clock.advance(Duration.ofSeconds(30));
    assertThat(nodes.getAtB("/page").text()).isEqualTo("0 comments");
  }

  // RFC 9111 §4.4
  @Test
  void postThroughOneNodeShowsThroughBoth() throws Exception {
    try (var nodes = new TwoNodes(folder, TwoNodes.Talk.TELLING)) {
      comments(nodes);
      storeAtBoth(nodes);

      assertThat(nodes.postAtA("/page").status()).isEqualTo(303);

      assertThat(nodes.getAtB("/page").text()).isEqualTo("1 comments");
      assertThat(nodes.getAtA("/page").text()).isEqualTo("1 comments");
    }
  }

  @ParameterizedTest
  @CsvSource({"0", "1", "2", "30"})
  void oldCopyDoesNotComeBackFromASiblingThatKnowsNothing(int secondsLater) throws Exception {
    try (var nodes = new TwoNodes(folder, TwoNodes.Talk.SILENT)) {
      comments(nodes);
      storeAtBoth(nodes);
      nodes.postAtA("/page");
      nodes.clock.advance(Duration.ofSeconds(secondsLater));

      assertThat(nodes.getAtA("/page").text()).isEqualTo("1 comments");
      assertThat(nodes.getAtA("/page").text()).isEqualTo("1 comments");
    }
  }

  @ParameterizedTest
  @EnumSource(TwoNodes.Talk.class)
  void copyMadeSinceIsTakenFromTheSibling(TwoNodes.Talk talk) throws Exception {
    try (var nodes = new TwoNodes(folder, talk)) {
      comments(nodes);
      nodes.postAtA("/page");
      nodes.clock.advance(Duration.ofSeconds(5));
      nodes.getAtB("/page");
      nodes.clock.advance(Duration.ofSeconds(5));
      int asked = nodes.origin.received().size();

      RawResponse response = nodes.getAtA("/page");

      assertThat(response.text()).isEqualTo("1 comments");
      assertThat(response.fields().first("Age")).isEqualTo("5");
      assertThat(nodes.origin.received()).hasSize(asked);
    }
  }

  // RFC 9875 §3
  @Test
  void groupIsInvalidAtBoth() throws Exception {
    try (var nodes = new TwoNodes(folder, TwoNodes.Talk.TELLING)) {
      nodes.origin.on(
          "/list",
          _ ->
              Script.ok("list")
                  .header("Cache-Control", "max-age=600")
                  .header("Cache-Groups", "\"lists\""));
      nodes.origin.on("/item", _ -> Script.of(204).header("Cache-Group-Invalidation", "\"lists\""));
      nodes.getAtB("/list");

      nodes.postAtA("/item");

      assertThat(nodes.isStoredAtB("/list")).isFalse();
    }
  }

  @Test
  void operatorsPurgeReachesTheSiblingAndSaysSo() throws Exception {
    try (var nodes = new TwoNodes(folder, TwoNodes.Talk.TELLING);
        var client =
            new PurgeClient(URI.create("http://127.0.0.1:" + nodes.a.adminPort()), "sesame")) {
      comments(nodes);
      storeAtBoth(nodes);

      PurgeClient.Answer answer = client.purge(Map.of("prefix", "http://site.test/pa"));

      assertThat(answer.json().replaceAll("\\s", ""))
          .contains("\"responses\":1", "\"siblings\":{\"127.0.0.2\":\"done\"}");
      assertThat(nodes.isStoredAtB("/page")).isFalse();
    }
  }

  @Test
  void siblingThatIsGoneDelaysNothingForLong() throws Exception {
    try (var nodes = new TwoNodes(folder, TwoNodes.Talk.TELLING)) {
      comments(nodes);
      nodes.getAtA("/page");
      nodes.b.close();

      assertThat(nodes.postAtA("/page").status()).isEqualTo(303);
      assertThat(nodes.postAtA("/page").status()).isEqualTo(303);

      assertThat(nodes.getAtA("/page").text()).isEqualTo("2 comments");
    }
  }

  @Test
  void siblingBehindAPartitionIsToldWhenItHeals() throws Exception {
    TwoNodes.Place placeB = TwoNodes.Place.free("127.0.0.2");
    var beyond = new InetSocketAddress(placeB.host(), placeB.invalidationPort());
    try (var partition = new Partition("127.0.0.2", beyond);
        var nodes = new TwoNodes(folder, TwoNodes.Talk.TELLING, placeB, partition.port())) {
      comments(nodes);
      storeAtBoth(nodes);

      assertThat(nodes.postAtA("/page").status()).isEqualTo(303);
      assertThat(nodes.getAtA("/page").text()).isEqualTo("1 comments");
      assertThat(nodes.isStoredAtB("/page")).isTrue();

      partition.heal();

      await().atMost(Duration.ofSeconds(20)).until(() -> !nodes.isStoredAtB("/page"));
      assertThat(nodes.getAtB("/page").text()).isEqualTo("1 comments");
    }
  }

  @Test
  void whatWasFetchedSinceStaysWhenTheNewsComesLate() throws Exception {
    TwoNodes.Place placeB = TwoNodes.Place.free("127.0.0.2");
    var beyond = new InetSocketAddress(placeB.host(), placeB.invalidationPort());
    try (var partition = new Partition("127.0.0.2", beyond);
        var nodes = new TwoNodes(folder, TwoNodes.Talk.TELLING, placeB, partition.port())) {
      comments(nodes);
      nodes.origin.on("/other", _ -> Script.ok("other").header("Cache-Control", "max-age=600"));
      nodes.getAtB("/other");
      nodes.postAtA("/page");
      nodes.postAtA("/other");
      nodes.clock.advance(Duration.ofSeconds(5));
      nodes.getAtB("/page");

      partition.heal();

      await().atMost(Duration.ofSeconds(20)).until(() -> !nodes.isStoredAtB("/other"));
      assertThat(nodes.isStoredAtB("/page")).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/invalidations, HMAC-SHA256 00, 403",
    "/invalidations, Bearer sesame, 403",
    "/invalidations, , 403",
    "/, , 404"
  })
  void unsignedMessageIsRefused(String path, String authorization, int status) throws Exception {
    try (var nodes = new TwoNodes(folder, TwoNodes.Talk.TELLING)) {
      comments(nodes);
      storeAtBoth(nodes);
      String message = "age=0&mode=hard&prefix=%2F";
      String credentials = authorization == null ? "" : "Authorization: " + authorization + "\r\n";
      String request =
          "POST "
              + path
              + " HTTP/1.1\r\nHost: b\r\nContent-Length: "
              + message.length()
              + "\r\n"
              + credentials
              + "\r\n"
              + message;

      try (var client =
          new RawHttpClient(
              new InetSocketAddress(nodes.placeB.host(), nodes.placeB.invalidationPort()))) {
        assertThat(client.exchange(request).status()).isEqualTo(status);
      }

      assertThat(nodes.isStoredAtB("/page")).isTrue();
    }
  }
}
