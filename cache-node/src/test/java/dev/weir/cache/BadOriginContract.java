package dev.weir.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.testing.RawHttpClient;
import dev.weir.testing.RawResponse;
import dev.weir.testing.Script;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/// Whatever an origin sends: the client learns that it is broken, nothing of it is stored, and the
/// next request gets the right page (RFC 9112 §6.3, §8; RFC 9111 §3.3).
///
/// What it sends is in `bad-origin.csv`, `~` being CR LF, `^` NUL, a backtick CR, `%` LF, `{big}`
/// 100,000 octets, a `+` at the beginning a head that may be stored for a minute. Then the origin
/// closes or resets the connection, or goes silent. The client sees a status with the content, or
/// the status with `cut`; either of two where it depends on what of it comes first.
abstract class BadOriginContract {

  /// What a silent origin costs here: still enough for a loaded machine to answer the rest in time.
  private static final Duration SILENCE = Duration.ofSeconds(3);

  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final String KEPT = "HTTP/1.1 200 OK\r\nCache-Control: max-age=60\r\n";
  private static final String BIG = "x".repeat(100_000);

  private final CountDownLatch never = new CountDownLatch(1);
  private NodeFixture fixture;

  @SuppressWarnings("NullAway.Init") // each row opens its own
  BadOriginContract() {}

  abstract NodeFixture open(Duration readTimeout) throws Exception;

  @AfterEach
  void stop() throws Exception {
    never.countDown();
    fixture.close();
  }

  @ParameterizedTest(name = "{0}")
  @CsvFileSource(resources = "bad-origin.csv", delimiter = '|')
  void nothingWrongIsStored(String id, String wire, String then, String seen) throws Exception {
    fixture = open(then.equals("silence") ? SILENCE : LIMIT);
    fixture.origin.enqueue(script(octets(wire), then));

    assertThat(request()).as(id).isIn((Object[]) seen.split(" or "));

    settle();
    fixture.origin.enqueue(
        Script.ok("the right page").header("Cache-Control", "max-age=60").header("ETag", "\"1\""));
    RawResponse next = fixture.get("/");
    assertThat(next.text()).as(id).isEqualTo("the right page");
    assertThat(NodeFixture.isHit(next)).as(id).isFalse();
    assertThat(fixture.origin.received()).as(id).hasSize(2);
    settle();
    // The next one is kept as if nothing had been.
    RawResponse last = fixture.get("/");
    assertThat(last.text()).as(id).isEqualTo("the right page");
    assertThat(NodeFixture.isHit(last)).as(id).isTrue();
  }

  /// Waits until nothing is fetched or being written.
  private void settle() {
    await()
        .atMost(LIMIT)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(2))
        .until(this::isSettled);
  }

  private boolean isSettled() {
    EngineFigures figures = fixture.node.figures();
    return figures.fetches() == 0
        && figures.store().disks().stream().allMatch(disk -> disk.unfinished() == 0);
  }

  private static String octets(String wire) {
    String whole = wire.startsWith("+") ? KEPT + wire.substring(1) : wire;
    return whole
        .replace("~", "\r\n")
        .replace('^', '\0')
        .replace('`', '\r')
        .replace('%', '\n')
        .replace("{big}", BIG);
  }

  private Script script(String octets, String then) {
    int length = octets.getBytes(StandardCharsets.ISO_8859_1).length;
    Script script = Script.raw(octets);
    return switch (then) {
      case "close" -> script;
      case "reset" -> script.resetAfter(length);
      case "silence" -> script.stallAfter(length, never);
      default -> throw new IllegalArgumentException(then);
    };
  }

  private String request() throws IOException {
    try (RawHttpClient client = fixture.client()) {
      client.send(NodeFixture.request("GET", "/"));
      RawResponse head = client.readHead();
      while (head.status() < 200) {
        head = client.readHead();
      }
      if (head.status() == 204 || head.status() == 304) {
        return Integer.toString(head.status());
      }
      try {
        RawResponse whole = client.readBody(head);
        String content = head.status() < 500 && whole.complete() ? " " + whole.text() : "";
        return head.status() + (whole.complete() ? content : " cut");
      } catch (IOException reset) {
        return head.status() + " cut";
      }
    }
  }
}
