package dev.weir.runtime.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.http.ProxyError;
import dev.weir.testing.Script;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What an upstream sends is hostile until parsed: broken heads fail, broken content looks broken
/// (RFC 9112 §8).
final class BrokenResponseTest {

  private static final String OK = "HTTP/1.1 200 OK\r\n";

  private UpstreamFixture upstream;

  @BeforeEach
  void start() throws Exception {
    upstream = new UpstreamFixture();
  }

  @AfterEach
  void stop() throws Exception {
    upstream.close();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          different lengths (O06)   | HTTP/1.1 200 OK~Content-Length: 2~Content-Length: 3~~ab | HTTP_PROTOCOL_ERROR
          list of different lengths | HTTP/1.1 200 OK~Content-Length: 2, 3~~ab              | HTTP_PROTOCOL_ERROR
          negative length           | HTTP/1.1 200 OK~Content-Length: -1~~                  | HTTP_PROTOCOL_ERROR
          signed length             | HTTP/1.1 200 OK~Content-Length: +2~~ab                | HTTP_PROTOCOL_ERROR
          length and chunks         | HTTP/1.1 200 OK~Content-Length: 5~Transfer-Encoding: chunked~~0~~ | HTTP_PROTOCOL_ERROR
          chunks and length         | HTTP/1.1 200 OK~Transfer-Encoding: chunked~Content-Length: 5~~0~~ | HTTP_PROTOCOL_ERROR
          NUL in a value (O12)      | HTTP/1.1 200 OK~X: a^b~Content-Length: 0~~            | HTTP_PROTOCOL_ERROR
          bare CR in a value (O13)  | HTTP/1.1 200 OK~X: a`b~Content-Length: 0~~            | HTTP_PROTOCOL_ERROR
          folded line               | HTTP/1.1 200 OK~X: a~ b~Content-Length: 0~~           | HTTP_PROTOCOL_ERROR
          space before colon        | HTTP/1.1 200 OK~X : a~Content-Length: 0~~             | HTTP_PROTOCOL_ERROR
          name that is no token     | HTTP/1.1 200 OK~X(y): a~Content-Length: 0~~           | HTTP_PROTOCOL_ERROR
          garbage (O17)             | hello world, how are you today~~                      | HTTP_PROTOCOL_ERROR
          another protocol          | SSH-2.0-OpenSSH_9.2~~                                 | HTTP_PROTOCOL_ERROR
          status of two digits      | HTTP/1.1 20 OK~Content-Length: 0~~                    | HTTP_PROTOCOL_ERROR
          unsolicited 101 (O22)     | HTTP/1.1 101 Switching Protocols~Upgrade: x~Connection: Upgrade~~abc | HTTP_PROTOCOL_ERROR
          coding in HTTP/1.0        | HTTP/1.0 200 OK~Transfer-Encoding: chunked~~0~~       | HTTP_PROTOCOL_ERROR
          gzip before chunked       | HTTP/1.1 200 OK~Transfer-Encoding: gzip, chunked~~0~~ | HTTP_RESPONSE_TRANSFER_CODING
          unknown coding            | HTTP/1.1 200 OK~Transfer-Encoding: xchunked~~abc      | HTTP_PROTOCOL_ERROR
          chunked twice             | HTTP/1.1 200 OK~Transfer-Encoding: chunked~Transfer-Encoding: chunked~~0~~ | HTTP_PROTOCOL_ERROR
          end within the head       | HTTP/1.1 200 OK~Content-Le                            | CONNECTION_TERMINATED
          nothing at all            | ''                                                    | CONNECTION_TERMINATED
          """)
  void headThatCannotBeBelievedFails(String name, String wire, ProxyError error) {
    upstream.origin.enqueue(
        Script.raw(wire.replace("~", "\r\n").replace('^', '\0').replace('`', '\r')));
    RecordedExchange exchange = upstream.get("/");
    UpstreamFailure failure = exchange.failure();
    assertThat(failure.error()).as(failure.detail()).isEqualTo(error);
    assertThat(failure.sent()).isNotEqualTo(Sent.NOTHING);
    assertThat(failure.detail()).doesNotContain("\n");
    assertThat(exchange.calls()).hasSize(1);
    upstream.untilNothingIsOpen();
  }

  @Test
  void headOverItsLimitFails() {
    String large = "x".repeat(UpstreamClientSettings.DEFAULTS.responseHeadLimitBytes());
    upstream.origin.enqueue(Script.ok("x").header("X-Large", large));
    assertThat(upstream.get("/").failure().error())
        .isEqualTo(ProxyError.HTTP_RESPONSE_HEADER_SECTION_SIZE);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          shorter than its length (O01)  | Content-Length: 10~~abc                    | abc | HTTP_RESPONSE_INCOMPLETE
          no last chunk (O02)            | Transfer-Encoding: chunked~~3~abc~         | abc | HTTP_RESPONSE_INCOMPLETE
          end within a chunk             | Transfer-Encoding: chunked~~5~abc          | abc | HTTP_RESPONSE_INCOMPLETE
          end within the trailers        | Transfer-Encoding: chunked~~3~abc~0~X: a   | abc | HTTP_RESPONSE_INCOMPLETE
          chunk size that is none        | Transfer-Encoding: chunked~~3~abc~zz~      | abc | HTTP_PROTOCOL_ERROR
          chunk longer than its size     | Transfer-Encoding: chunked~~3~abcdef~0~~   | abc | HTTP_PROTOCOL_ERROR
          """)
  void contentThatIsCutLooksCut(String name, String wire, String arrived, ProxyError error) {
    upstream.origin.enqueue(Script.raw(OK + wire.replace("~", "\r\n")));
    RecordedExchange exchange = upstream.get("/");
    RecordedExchange.Ending ending = exchange.ending();
    assertThat(ending.text()).isEqualTo(arrived);
    assertThat(ending.failure())
        .isInstanceOfSatisfying(
            UpstreamException.class,
            e -> assertThat(e.failure().error()).as(e.getMessage()).isEqualTo(error));
    assertThat(exchange.calls()).containsExactly("response 200");
    upstream.untilNothingIsOpen();
  }

  @ParameterizedTest
  @CsvSource({"LENGTH", "CHUNKED", "UNTIL_CLOSE"})
  void contentThatIsResetLooksCut(String framing) {
    Script script = Script.ok("0123456789".repeat(10)).resetAfter(50);
    upstream.origin.enqueue(
        switch (framing) {
          case "CHUNKED" -> script.chunked(20);
          case "UNTIL_CLOSE" -> script.untilClose().resetAfter(50);
          default -> script;
        });
    assertThat(upstream.get("/").contentFailure().error())
        .isEqualTo(ProxyError.HTTP_RESPONSE_INCOMPLETE);
  }

  @Test
  void trailersOverTheirLimitFail() {
    String large = "x".repeat(UpstreamClientSettings.DEFAULTS.responseHeadLimitBytes());
    upstream.origin.enqueue(Script.ok("abc").chunked().trailer("X-Large", large));
    assertThat(upstream.get("/").contentFailure().error())
        .isEqualTo(ProxyError.HTTP_PROTOCOL_ERROR);
  }

  // O09, O10: what follows a message must not answer the next request.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Content-Length: 2~~ab                  | 200
          Transfer-Encoding: chunked~~2~ab~0~~   | 200
          X: none~~                              | 204
          Content-Length: 2~~                    | 304
          """)
  void surplusNeverReachesTheNextExchange(String wire, int status) {
    String surplus = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil";
    upstream.origin.enqueue(
        Script.raw("HTTP/1.1 " + status + " X\r\n" + wire.replace("~", "\r\n") + surplus)
            .keepOpen());
    upstream.origin.enqueue(Script.ok("good"));
    UpstreamRequest request = UpstreamFixture.keptAlive(upstream.request("GET", "/", null));
    RecordedExchange first = upstream.send(request);
    assertThat(first.response().status()).isEqualTo(status);
    first.text();
    assertThat(upstream.send(request).text()).isEqualTo("good");
    assertThat(upstream.origin.connections()).isEqualTo(2);
  }
}
