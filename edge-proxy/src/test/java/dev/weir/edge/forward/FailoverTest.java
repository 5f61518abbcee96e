package dev.weir.edge.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.edge.EdgeUnderTest;
import dev.weir.testing.RawHttpClient;
import dev.weir.testing.RawResponse;
import dev.weir.testing.RefusedPort;
import dev.weir.testing.Script;
import dev.weir.testing.ScriptedOrigin;
import dev.weir.testing.UnansweredPort;
import java.io.IOException;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailoverTest {

  private ScriptedOrigin good;
  private ScriptedOrigin bad;

  @BeforeEach
  void open() throws Exception {
    good = new ScriptedOrigin();
    good.always(Script.ok("good"));
    bad = new ScriptedOrigin();
  }

  @AfterEach
  void close() throws Exception {
    good.close();
    bad.close();
  }

  // Fault matrix, "app kill -9 (1 of 2)": nothing fails that nothing was sent of.
  @ParameterizedTest
  @CsvSource({"GET", "HEAD", "POST", "PUT", "DELETE", "PATCH"})
  void refusedConnectionSendsEveryMethodElsewhere(String method) throws Exception {
    try (RefusedPort refused = new RefusedPort();
        EdgeUnderTest edge = EdgeUnderTest.inFrontOf("", refused.authority(), good.authority());
        RawHttpClient client = edge.client()) {
      for (int i = 0; i < 4; i++) {
        RawResponse response = client.exchange(request(method));
        assertThat(response.status()).isEqualTo(200);
        assertThat(good.take().method()).isEqualTo(method);
      }
    }
  }

  @Test
  void unansweredConnectionAttemptSendsItElsewhere() throws Exception {
    try (UnansweredPort silent = new UnansweredPort();
        EdgeUnderTest edge =
            EdgeUnderTest.with(
                """
                upstreams:
                  app: { servers: [ "%s", "%s" ], connectTimeout: 4s }
                routes: [ { path: /, upstream: app } ]
                """
                    .formatted(silent.authority(), good.authority()));
        RawHttpClient client = edge.client()) {
      assertThat(client.exchange(request("POST")).text()).isEqualTo("good");
      assertThat(client.exchange(request("POST")).text()).isEqualTo("good");
    }
  }

  // RFC 9110 §9.2.2
  @ParameterizedTest
  @CsvSource({"GET, 200", "PUT, 200", "DELETE, 200", "POST, 502", "PATCH, 502"})
  void brokenExchangeIsRepeatedOnlyIfThatDoesNoHarm(String method, int status) throws Exception {
    bad.always(Script.raw("HTTP").resetAfter(0));
    try (EdgeUnderTest edge =
            EdgeUnderTest.inFrontOf("maxFails: 0", bad.authority(), good.authority());
        RawHttpClient client = edge.client()) {
      // Round robin: one of two begins at the bad server.
      RawResponse first = client.exchange(request(method));
      RawResponse second = client.exchange(request(method));
      assertThat(Math.max(first.status(), second.status())).isEqualTo(status);
      assertThat(bad.received()).hasSize(1);
      assertThat(good.received()).hasSize(status == 200 ? 2 : 1);
    }
  }

  @Test
  void answerWithErrorStatusIsAnAnswer() throws Exception {
    bad.always(Script.ok("sorry").status(503));
    try (EdgeUnderTest edge = EdgeUnderTest.inFrontOf("", bad.authority(), good.authority());
        RawHttpClient client = edge.client()) {
      assertThat(client.get("/").status() + client.get("/").status()).isEqualTo(503 + 200);
      assertThat(client.get("/").status() + client.get("/").status()).isEqualTo(503 + 200);
    }
  }

  @Test
  void failedServerIsLeftAloneForAWhile() throws Exception {
    bad.always(Script.raw("HTTP").resetAfter(0));
    try (EdgeUnderTest edge =
            EdgeUnderTest.inFrontOf("failTimeout: 1h", bad.authority(), good.authority());
        RawHttpClient client = edge.client()) {
      for (int i = 0; i < 10; i++) {
        assertThat(client.get("/").text()).isEqualTo("good");
      }
      assertThat(bad.received()).hasSize(1);
    }
  }

  // Fault matrix, rolling restart: nginx refuses 2 134 requests here because both are marked as
  // failed.
  @Test
  void whenAllHaveFailedTheLeastRecentlyFailedIsTried() throws Exception {
    bad.enqueue(Script.raw("HTTP").resetAfter(0));
    bad.always(Script.ok("back"));
    ScriptedOrigin leaving = new ScriptedOrigin();
    leaving.always(Script.ok("still here"));
    try (EdgeUnderTest edge = EdgeUnderTest.inFrontOf("", bad.authority(), leaving.authority());
        RawHttpClient client = edge.client()) {
      assertThat(client.get("/").text()).isEqualTo("still here");
      assertThat(client.get("/").text()).isEqualTo("still here");
      leaving.close();
      // A socket may go on accepting for a moment after it was told to close.
      Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> refuses(leaving.port()));
      for (int i = 0; i < 6; i++) {
        assertThat(client.exchange(request("POST")).text()).isEqualTo("back");
      }
    }
  }

  @Test
  void whenNobodyAnswersTheClientIsToldWhy() throws Exception {
    try (RefusedPort one = new RefusedPort();
        RefusedPort two = new RefusedPort();
        EdgeUnderTest edge = EdgeUnderTest.inFrontOf("", one.authority(), two.authority());
        RawHttpClient client = edge.client()) {
      RawResponse response = client.get("/");
      assertThat(response.status()).isEqualTo(502);
      assertThat(response.fields().first("Proxy-Status"))
          .isEqualTo("weir-edge; error=connection_refused");
      assertThat(client.get("/").status()).isEqualTo(502);
    }
  }

  @Test
  void contentThatWasPassedOnIsRepeatedFromWhatWasKept() throws Exception {
    bad.always(Script.raw("HTTP").resetAfter(0));
    String content = "y".repeat(60_000);
    try (EdgeUnderTest edge =
            EdgeUnderTest.inFrontOf("maxFails: 0", bad.authority(), good.authority());
        RawHttpClient client = edge.client()) {
      for (int i = 0; i < 2; i++) {
        RawResponse response =
            client.exchange("PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 60000\r\n\r\n" + content);
        assertThat(response.text()).isEqualTo("good");
        assertThat(good.take().text()).isEqualTo(content);
      }
      assertThat(bad.take().text()).isEqualTo(content);
    }
  }

  @Test
  void contentTooLongToKeepIsNotRepeated() throws Exception {
    bad.always(Script.raw("HTTP").resetAfter(0));
    String content = "y".repeat(300_000);
    try (EdgeUnderTest edge =
            EdgeUnderTest.inFrontOf("maxFails: 0", bad.authority(), good.authority());
        RawHttpClient client = edge.client()) {
      String request = "PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 300000\r\n\r\n" + content;
      int first = client.exchange(request).status();
      int second = client.exchange(request).status();
      assertThat(first + second).isEqualTo(502 + 200);
      assertThat(good.received()).hasSize(1);
    }
  }

  private static boolean refuses(int port) {
    try (RawHttpClient _ = new RawHttpClient(port)) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  private static String request(String method) {
    boolean content = !method.equals("GET") && !method.equals("HEAD") && !method.equals("DELETE");
    return method
        + " /r HTTP/1.1\r\nHost: a\r\n"
        + (content ? "Content-Length: 3\r\n\r\nabc" : "\r\n");
  }
}
