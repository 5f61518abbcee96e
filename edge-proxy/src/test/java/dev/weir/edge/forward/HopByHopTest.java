package dev.weir.edge.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.edge.EdgeUnderTest;
import dev.weir.testing.RawHttpClient;
import dev.weir.testing.RawResponse;
import dev.weir.testing.ReceivedRequest;
import dev.weir.testing.Script;
import dev.weir.testing.ScriptedOrigin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// RFC 9110 §7.6.1 in both directions; ids are those of the corpus.
class HopByHopTest {

  private static ScriptedOrigin origin;
  private static EdgeUnderTest edge;

  @BeforeAll
  static void open() throws Exception {
    origin = new ScriptedOrigin();
    edge = EdgeUnderTest.inFrontOf(origin);
  }

  @AfterAll
  static void close() throws Exception {
    edge.close();
    origin.close();
  }

  @ParameterizedTest(name = "{0}: {1} is {3}")
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          P01; Connection: X-Secret|X-Secret: 1;                    X-Secret;            gone
          P01; Connection: close, X-Secret|X-Secret: 1;             X-Secret;            gone
          P01; Connection: X-Secret|Connection: X-Two|X-Two: 1;     X-Two;               gone
          P02; Connection: x-SECRET|X-Secret: 1;                    X-Secret;            gone
          P03; Connection: Host;                                    Host;                kept
          P04; Connection: Content-Length|X-A: 1;                   X-A;                 kept
          P06; Connection: X-Forwarded-For;                         X-Forwarded-For;     kept
          P07; Connection: Cookie|Cookie: sid=1;                    Cookie;              kept
          P07; Connection: Authorization|Authorization: Basic eDp5; Authorization;       kept
          P07; Connection: Cache-Control|Cache-Control: no-store;   Cache-Control;       kept
          P08; Keep-Alive: timeout=5;                               Keep-Alive;          gone
          P08; Proxy-Connection: keep-alive;                        Proxy-Connection;    gone
          P09; Proxy-Authorization: Basic eDp5;                     Proxy-Authorization; gone
          P09; TE: trailers;                                        TE;                  gone
          P09; Trailer: X-Sum;                                      Trailer;             gone
          P10; Connection: Upgrade|Upgrade: websocket, foo/2;       Upgrade;             gone
          P22; Connection: Upgrade|Upgrade: foo/2;                  Upgrade;             gone
          F80; Connection: Upgrade, HTTP2-Settings|Upgrade: h2c|HTTP2-Settings: AAMAAABkAAQAAP__; Upgrade;        gone
          F80; Connection: Upgrade, HTTP2-Settings|Upgrade: h2c|HTTP2-Settings: AAMAAABkAAQAAP__; HTTP2-Settings; gone
          P13; X-End-To-End: 1;                                     X-End-To-End;        kept
          H14; X_Under_Score: 1;                                    X_Under_Score;       gone
          """)
  void requestFieldsEndOrGoOn(String id, String lines, String name, String fate) throws Exception {
    origin.enqueue(Script.ok("ok"));
    try (RawHttpClient client = edge.client()) {
      RawResponse response =
          client.exchange(
              "GET / HTTP/1.1\r\nHost: a.test\r\n" + lines.replace("|", "\r\n") + "\r\n\r\n");
      assertThat(response.status()).as(id).isEqualTo(200);
      ReceivedRequest request = origin.received().getLast();
      assertThat(request.fields().contains(name)).as(id).isEqualTo(fate.equals("kept"));
      assertThat(request.fields().lines("Connection")).as(id).containsExactly("close");
    }
  }

  @ParameterizedTest(name = "{0}: {1} is {3}")
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          O25; Connection: X-Secret|X-Secret: 1;         X-Secret;            gone
          O25; Connection: close, X-Secret|X-Secret: 1;  X-Secret;            gone
          O25; Keep-Alive: timeout=5;                    Keep-Alive;          gone
          O25; Proxy-Authenticate: Basic;                Proxy-Authenticate;  gone
          O25; Proxy-Connection: keep-alive;             Proxy-Connection;    gone
          O25; Upgrade: h2c;                             Upgrade;             gone
          O25; Trailer: X-Sum;                           Trailer;             gone
          O26; Connection: Set-Cookie|Set-Cookie: a=1;   Set-Cookie;          kept
          O26; Connection: Cache-Control|Cache-Control: private; Cache-Control; kept
          O27; WWW-Authenticate: Basic;                  WWW-Authenticate;    kept
          O27; Cache-Status: node,other;                 Cache-Status;        kept
          O27; Server: app;                              Server;              kept
          """)
  void responseFieldsEndOrGoOn(String id, String lines, String name, String fate) throws Exception {
    Script script = Script.ok("ok");
    for (String line : lines.split("\\|")) {
      int colon = line.indexOf(':');
      script = script.header(line.substring(0, colon), line.substring(colon + 1).strip());
    }
    origin.enqueue(script);
    try (RawHttpClient client = edge.client()) {
      RawResponse response = client.get("/");
      assertThat(response.text()).as(id).isEqualTo("ok");
      assertThat(response.fields().contains(name)).as(id).isEqualTo(fate.equals("kept"));
      assertThat(response.fields().first("Via")).as(id).isEqualTo("1.1 weir-edge");
      // The client's connection is no business of the upstream's.
      assertThat(response.fields().contains("Connection")).as(id).isFalse();
      origin.enqueue(Script.ok("again"));
      assertThat(client.get("/").text()).as(id).isEqualTo("again");
    }
  }

  @Test
  void viaOfTheUpstreamIsContinued() throws Exception {
    origin.enqueue(Script.ok("ok").header("Via", "1.1 node-a (weir)"));
    try (RawHttpClient client = edge.client()) {
      assertThat(client.get("/").fields().lines("Via"))
          .containsExactly("1.1 node-a (weir), 1.1 weir-edge");
    }
  }
}
