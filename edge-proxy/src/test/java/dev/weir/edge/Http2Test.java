package dev.weir.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.RawHttpClient;
import dev.weir.testing.ReceivedRequest;
import dev.weir.testing.Script;
import dev.weir.testing.ScriptedOrigin;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class Http2Test {

  private ScriptedOrigin origin;
  private EdgeUnderTest edge;
  private RawHttp2Client client;

  @BeforeEach
  void open() throws Exception {
    origin = new ScriptedOrigin();
    origin.always(Script.ok("ok"));
    edge = EdgeUnderTest.inFrontOf(origin);
    client = new RawHttp2Client(edge.port());
  }

  @AfterEach
  void close() throws Exception {
    client.close();
    edge.close();
    origin.close();
  }

  @Test
  void requestGoesUpAsHttp11() throws Exception {
    client.head(true, request("GET", "cookie", "a=1", "cookie", "b=2"));
    RawHttp2Client.Answer answer = client.answer();
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).isEqualTo("ok");
    assertThat(answer.fields().get("Via")).isEqualTo("1.1 weir-edge");
    ReceivedRequest request = origin.take();
    assertThat(request.version()).isEqualTo("HTTP/1.1");
    assertThat(request.target()).isEqualTo("/p?q");
    assertThat(request.fields().lines("Host")).containsExactly("www.test");
    assertThat(request.fields().lines("Via")).containsExactly("2 weir-edge");
    // RFC 9113 §8.2.3
    assertThat(request.fields().lines("Cookie")).containsExactly("a=1; b=2");
    assertThat(request.fields().contains("Transfer-Encoding")).isFalse();
    assertThat(request.fields().contains("Content-Length")).isFalse();
  }

  // Jetty's own proxy handler loses this content.
  @Test
  void contentWithoutLengthGoesUpInChunks() throws Exception {
    client.head(false, request("POST")).data(false, "abc").data(true, "def");
    assertThat(client.answer().text()).isEqualTo("ok");
    ReceivedRequest request = origin.take();
    assertThat(request.text()).isEqualTo("abcdef");
    assertThat(request.fields().first("Transfer-Encoding")).isEqualTo("chunked");
  }

  @Test
  void contentWithLengthKeepsIt() throws Exception {
    client.head(false, request("POST", "content-length", "6")).data(true, "abcdef");
    assertThat(client.answer().text()).isEqualTo("ok");
    ReceivedRequest request = origin.take();
    assertThat(request.text()).isEqualTo("abcdef");
    assertThat(request.fields().first("Content-Length")).isEqualTo("6");
  }

  @Test
  void emptyContentIsNone() throws Exception {
    client.head(false, request("POST")).data(true, "");
    assertThat(client.answer().text()).isEqualTo("ok");
    assertThat(origin.take().content()).isEmpty();
  }

  @Test
  void trailersGoBothWays() throws Exception {
    origin.enqueue(Script.ok("ok").chunked().trailer("X-Down", "2"));
    client.head(false, request("POST")).data(false, "abc").trailers("x-up", "1");
    RawHttp2Client.Answer answer = client.answer();
    assertThat(answer.text()).isEqualTo("ok");
    assertThat(answer.trailers().get("X-Down")).isEqualTo("2");
    assertThat(origin.take().trailers().first("X-Up")).isEqualTo("1");
  }

  @Test
  void headOfContentOfUnknownLengthStatesNone() throws Exception {
    origin.enqueue(Script.ok("12345").chunked());
    client.head(true, request("HEAD"));
    RawHttp2Client.Answer answer = client.answer();
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.fields().contains("Content-Length")).isFalse();
  }

  @Test
  void cutAnswerResetsTheStream() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    origin.enqueue(
        Script.ok("x".repeat(50_000)).chunked().stallAfter(20_000, gate).cutAfter(30_000));
    client.head(true, request("GET"));
    origin.take();
    gate.countDown();
    RawHttp2Client.Answer answer = client.answer();
    // Either cut visibly, or refused before anything was sent.
    assertThat(answer.reset() >= 0 || answer.status() == 502).isTrue();
  }

  @Test
  void clientThatCancelsEndsTheExchange() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    origin.enqueue(Script.ok("late").stallBeforeHead(never));
    client.head(true, request("GET"));
    origin.take();
    client.cancel();
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> inFlight() == 0);
    never.countDown();
  }

  @Test
  void errorPagesAreTheSame() throws Exception {
    client.head(true, request("TRACE"));
    RawHttp2Client.Answer answer = client.answer();
    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.text()).contains("</html>");
  }

  private int inFlight() throws Exception {
    try (RawHttpClient admin = new RawHttpClient(edge.edge().adminPort())) {
      String page = admin.get("/upstreams").text().replaceAll("\\s", "");
      Matcher matcher = Pattern.compile("\"inFlight\":(\\d+)").matcher(page);
      assertThat(matcher.find()).isTrue();
      return Integer.parseInt(matcher.group(1));
    }
  }

  private static String[] request(String method, String... fields) {
    String[] head = {
      ":method", method, ":scheme", "http", ":authority", "www.test", ":path", "/p?q"
    };
    String[] all = Arrays.copyOf(head, head.length + fields.length);
    System.arraycopy(fields, 0, all, head.length, fields.length);
    return all;
  }
}
