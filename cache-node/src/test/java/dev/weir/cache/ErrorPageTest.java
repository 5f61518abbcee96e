package dev.weir.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.RawHttpClient;
import dev.weir.testing.RawResponse;
import dev.weir.testing.Script;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ErrorPageTest {

  private NodeFixture fixture;

  @BeforeEach
  void start() throws Exception {
    fixture = new NodeFixture();
  }

  @AfterEach
  void stop() throws Exception {
    fixture.close();
  }

  @Test
  void originThatRefusesConnectionsIsABadGateway() throws Exception {
    fixture.stopOrigin();

    RawResponse response = fixture.get("/");

    assertThat(response.status()).isEqualTo(502);
    assertThat(response.fields().first("Content-Type")).startsWith("text/html");
    assertThat(response.fields().first("Proxy-Status"))
        .isEqualTo("node; error=connection_refused; next-hop=\"127.0.0.1\"");
    assertThat(response.fields().first("Cache-Control")).isEqualTo("no-store");
    assertThat(response.text()).doesNotContain("127.0.0.1").doesNotContain("Exception");
  }

  @Test
  void programsAreToldInJson() throws Exception {
    fixture.stopOrigin();

    RawResponse response = fixture.get("/", "Accept: application/json");

    assertThat(response.fields().first("Content-Type")).isEqualTo("application/problem+json");
    assertThat(response.text()).startsWith("{\"status\":502");
  }

  @Test
  void malformedAnswerIsABadGateway() throws Exception {
    fixture.origin.enqueue(
        Script.raw("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n"));

    assertThat(fixture.get("/").status()).isEqualTo(502);
  }

  @Test
  void nodeWithoutParentsIsUnavailable() throws Exception {
    try (var alone = new NodeFixture(config -> NodeFixture.withPeers(config, List.of()))) {
      RawResponse response = alone.get("/");

      assertThat(response.status()).isEqualTo(503);
      assertThat(response.fields().first("Proxy-Status"))
          .isEqualTo("node; error=destination_unavailable; details=\"no parent is configured\"");
    }
  }

  @Test
  void requestThatHasBeenHereBeforeIsALoop() throws Exception {
    RawResponse response = fixture.get("/", "Via: 1.1 edge, 1.1 node");

    assertThat(response.status()).isEqualTo(502);
    assertThat(response.fields().first("Proxy-Status"))
        .isEqualTo("node; error=proxy_loop_detected");
    assertThat(response.fields().first("Cache-Status"))
        .isEqualTo("node; detail=proxy_loop_detected");
    assertThat(fixture.origin.received()).isEmpty();
  }

  @Test
  void tunnelsAreNotServed() throws Exception {
    try (RawHttpClient client = fixture.client()) {
      RawResponse response =
          client.exchange("CONNECT a.test:443 HTTP/1.1\r\nHost: a.test:443\r\n\r\n");

      assertThat(response.status()).isEqualTo(405);
      assertThat(response.fields().first("Allow")).contains("GET");
    }
  }

  // RFC 9209, RFC 9211
  @Test
  void failureSaysWhyTheRequestWentForwardAndWhatHappened() throws Exception {
    fixture.stopOrigin();

    assertThat(fixture.get("/").fields().first("Cache-Status"))
        .isEqualTo("node; fwd=uri-miss; detail=connection_refused");
  }

  @Test
  void failureOfARequestPassedOnIsToldInTheSameWay() throws Exception {
    fixture.stopOrigin();

    assertThat(fixture.send("POST", "/").fields().first("Cache-Status"))
        .isEqualTo("node; fwd=method; detail=connection_refused");
  }

  // RFC 9209 §2.1.4
  @Test
  void answerThatBrokeOffAtOnceIsToldByItsStatus() throws Exception {
    fixture.origin.enqueue(Script.ok("page").cutAfter(0));

    RawResponse response = fixture.get("/");

    assertThat(response.status()).isEqualTo(502);
    assertThat(response.fields().first("Proxy-Status"))
        .startsWith("node; error=http_response_incomplete; next-hop=\"127.0.0.1\"")
        .contains("; received-status=200")
        .doesNotContain("Exception");
  }

  // RFC 9209 §2.3.24
  @Test
  void refusalSaysThatTheRequestWasAtFault() throws Exception {
    assertThat(fixture.send("PURGE", "/").fields().first("Proxy-Status"))
        .isEqualTo("node; error=http_request_error");
  }
}
