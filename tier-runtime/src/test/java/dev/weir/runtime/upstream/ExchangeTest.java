package dev.weir.runtime.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.http.FieldLine;
import dev.weir.http.ProxyError;
import dev.weir.testing.ReceivedRequest;
import dev.weir.testing.Script;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import org.eclipse.jetty.http.HttpFields;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A request goes out as it is, and the response comes back as it is.
final class ExchangeTest {

  private UpstreamFixture upstream;

  @BeforeEach
  void start() throws Exception {
    upstream = new UpstreamFixture();
  }

  @AfterEach
  void stop() throws Exception {
    upstream.close();
  }

  @Test
  void responseIsHandedOverAsReceived() {
    upstream.origin.enqueue(
        Script.ok("hello")
            .reason("Fine By Me")
            .header("x-lower", "a")
            .header("Set-Cookie", "a=1")
            .header("Set-Cookie", "b=2")
            .header("Connection", "X-Hop")
            .header("X-Hop", "1")
            .header("Content-Encoding", "gzip"));
    RecordedExchange exchange = upstream.get("/");
    UpstreamResponse response = exchange.response();
    assertThat(response.status()).isEqualTo(200);
    assertThat(response.reason()).isEqualTo("Fine By Me");
    assertThat(response.fields().getValuesList("Set-Cookie")).containsExactly("a=1", "b=2");
    assertThat(response.fields().get("X-Hop")).isEqualTo("1");
    assertThat(response.fields().getFieldNamesCollection()).contains("x-lower");
    assertThat(exchange.text()).isEqualTo("hello");
    assertThat(exchange.calls()).hasSize(1);
  }

  @Test
  void nothingIsAddedToTheRequestButClose() throws Exception {
    upstream.origin.always(Script.ok(""));
    upstream.send(upstream.request("GET", "/", null, "X-A", "1", "x-a", "2")).text();
    var lines = new ArrayList<String>();
    for (FieldLine line : upstream.origin.take().fields()) {
      lines.add(line.toString());
    }
    assertThat(lines).containsExactly("Host: origin.test", "X-A: 1", "x-a: 2", "Connection: close");
  }

  @Test
  void keptAliveRequestHasNoConnectionField() throws Exception {
    upstream.origin.always(Script.ok(""));
    upstream.send(UpstreamFixture.keptAlive(upstream.request("GET", "/", null))).text();
    assertThat(upstream.origin.take().fields().contains("Connection")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/?q[]=1|{}^",
        "/%ff%00%2F%c3?%zz%",
        "*",
        "http://other.test:81/x?y",
        "/a/../b//c;d=1/./",
        "/?",
        "/é\u00ff",
        "/..",
        "?x",
        "/a?b?c#d",
        "host:443"
      })
  void targetGoesOutAsItIs(String target) throws Exception {
    upstream.origin.always(Script.ok("ok"));
    assertThat(upstream.get(target).text()).isEqualTo("ok");
    assertThat(upstream.origin.take().target()).isEqualTo(target);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PURGE", "get", "M-SEARCH", "OPTIONS", "DELETE"})
  void anyTokenIsAMethod(String method) throws Exception {
    upstream.origin.always(Script.ok("ok"));
    assertThat(upstream.send(upstream.request(method, "/", null)).text()).isEqualTo("ok");
    ReceivedRequest received = upstream.origin.take();
    assertThat(received.method()).isEqualTo(method);
    assertThat(received.fields().contains("Content-Length")).isFalse();
  }

  @Test
  void targetWithMalformedPercentEncodingIsTheRequestsFault() {
    assertThat(upstream.get("/a%zz").failure().error()).isEqualTo(ProxyError.HTTP_REQUEST_ERROR);
  }

  @Test
  void requestHeadOverItsLimitIsTheRequestsFault() {
    String large = "x".repeat(UpstreamClientSettings.DEFAULTS.requestHeadLimitBytes());
    RecordedExchange exchange = upstream.send(upstream.request("GET", "/", null, "X-Large", large));
    assertThat(exchange.failure().error()).isEqualTo(ProxyError.HTTP_REQUEST_ERROR);
  }

  // RFC 9110 §8.6: Content-Length of these says what a GET or 200 would have.
  @ParameterizedTest
  @CsvSource({"HEAD, 200", "GET, 304", "HEAD, 304"})
  void lengthOfAbsentContentStaysVisible(String method, int status) {
    upstream.origin.enqueue(Script.of(status).header("Content-Length", "5"));
    RecordedExchange exchange = upstream.send(upstream.request(method, "/", null));
    assertThat(exchange.response().fields().get("Content-Length")).isEqualTo("5");
    assertThat(exchange.text()).isEmpty();
  }

  @Test
  void trailersEndTheContent() {
    upstream.origin.enqueue(Script.ok("chunky").chunked(4).trailer("X-Sum", "9"));
    RecordedExchange exchange = upstream.get("/");
    RecordedExchange.Ending ending = exchange.ending();
    assertThat(ending.text()).isEqualTo("chunky");
    assertThat(ending.trailers()).hasToString("X-Sum: 9\r\n\r\n");
  }

  @Test
  void contentMayEndWithTheConnection() {
    upstream.origin.enqueue(Script.ok("until the end").untilClose());
    assertThat(upstream.get("/").text()).isEqualTo("until the end");
  }

  @Test
  void largeContentArrivesWhole() {
    byte[] large = "0123456789abcdef".repeat(200_000).getBytes(StandardCharsets.US_ASCII);
    upstream.origin.enqueue(Script.ok(large).chunked(5_000));
    upstream.origin.enqueue(Script.ok(large));
    assertThat(upstream.get("/").text()).hasSize(large.length);
    assertThat(upstream.get("/").text()).hasSize(large.length);
  }

  @Test
  void interimResponsesComeBeforeTheFinalOne() throws Exception {
    upstream.origin.enqueue(
        Script.ok("end").informational(102).informational(103, "Link: </a>", "Link: </b>"));
    RecordedExchange exchange = upstream.get("/");
    assertThat(exchange.interim().status()).isEqualTo(102);
    RecordedExchange.Interim hints = exchange.interim();
    assertThat(hints.status()).isEqualTo(103);
    HttpFields fields = hints.fields();
    assertThat(fields.getValuesList("Link")).containsExactly("</a>", "</b>");
    assertThat(exchange.text()).isEqualTo("end");
    assertThat(exchange.response().fields().contains("Link")).isFalse();
  }
}
