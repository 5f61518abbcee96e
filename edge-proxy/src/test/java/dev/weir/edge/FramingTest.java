package dev.weir.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.RawHttpClient;
import dev.weir.testing.RawResponse;
import dev.weir.testing.Script;
import dev.weir.testing.ScriptedOrigin;
import java.util.Collections;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What an attacker may send, and what of it gets through (RFC 9112 §2, §3, §6, §7); ids are those
/// of the corpus.
///
/// `~` is CRLF, `^` bare LF, `§` bare CR, `\0` NUL. Expected is either the status we refuse with,
/// after which the connection is closed, or `fwd`: the request reaches the origin once, as one
/// request.
class FramingTest {

  private static final String HIDDEN = "GET /hidden HTTP/1.1~Host: a~~";

  private static ScriptedOrigin origin;
  private static EdgeUnderTest edge;

  @BeforeAll
  static void open() throws Exception {
    origin = new ScriptedOrigin();
    origin.always(Script.ok("ok"));
    edge = EdgeUnderTest.inFrontOf(origin);
  }

  @AfterAll
  static void close() throws Exception {
    edge.close();
    origin.close();
  }

  @ParameterizedTest(name = "{0} {1}: {3}")
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '\u0001',
      textBlock =
          """
          F01¦ CL and TE                      ¦ POST / HTTP/1.1~Host: a~Content-Length: 35~Transfer-Encoding: chunked~~0~~HIDDEN ¦ 400
          F02¦ TE and CL                      ¦ POST / HTTP/1.1~Host: a~Transfer-Encoding: chunked~Content-Length: 5~~0~~HIDDEN  ¦ 400
          F04¦ two lengths, different         ¦ POST / HTTP/1.1~Host: a~Content-Length: 0~Content-Length: 5~~HIDDEN              ¦ 400
          F06¦ two lengths, the same          ¦ POST / HTTP/1.1~Host: a~Content-Length: 5~Content-Length: 5~~12345               ¦ 400
          F08¦ length list                    ¦ POST / HTTP/1.1~Host: a~Content-Length: 5, 5~~12345                              ¦ 400
          F10¦ length with plus               ¦ POST / HTTP/1.1~Host: a~Content-Length: +5~~12345                                ¦ 400
          F11¦ length with minus              ¦ POST / HTTP/1.1~Host: a~Content-Length: -5~~12345                                ¦ 400
          F12¦ length in hexadecimal          ¦ POST / HTTP/1.1~Host: a~Content-Length: 0x5~~12345                               ¦ 400
          F14¦ length with underscore         ¦ POST / HTTP/1.1~Host: a~Content-Length: 1_0~~1234567890                          ¦ 400
          F16¦ length with a space in it      ¦ POST / HTTP/1.1~Host: a~Content-Length: 1 0~~1234567890                          ¦ 400
          F18¦ empty length                   ¦ POST / HTTP/1.1~Host: a~Content-Length:~~HIDDEN                                  ¦ 400
          F20¦ length beyond 2^63             ¦ POST / HTTP/1.1~Host: a~Content-Length: 99999999999999999999~~x                  ¦ 400
          F31¦ space before colon             ¦ POST / HTTP/1.1~Host: a~Content-Length : 5~~12345                                ¦ 400
          F40¦ xchunked                       ¦ POST / HTTP/1.1~Host: a~Transfer-Encoding: xchunked~~0~~                         ¦ 501
          F42¦ CL and xchunked                ¦ POST / HTTP/1.1~Host: a~Content-Length: 5~Transfer-Encoding: xchunked~~0~~       ¦ 400
          F45¦ chunked not last               ¦ POST / HTTP/1.1~Host: a~Transfer-Encoding: chunked, identity~~0~~                ¦ 400
          F46¦ gzip only                      ¦ POST / HTTP/1.1~Host: a~Transfer-Encoding: gzip~~0~~                             ¦ 501
          F47¦ gzip, chunked                  ¦ POST / HTTP/1.1~Host: a~Transfer-Encoding: gzip, chunked~~0~~                    ¦ 501
          F48¦ chunked twice                  ¦ POST / HTTP/1.1~Host: a~Transfer-Encoding: chunked, chunked~~0~~                 ¦ 400
          F49¦ chunked on two lines           ¦ POST / HTTP/1.1~Host: a~Transfer-Encoding: chunked~Transfer-Encoding: chunked~~0~~ ¦ 400
          F51¦ TE with space before colon     ¦ POST / HTTP/1.1~Host: a~Transfer-Encoding : chunked~~0~~                         ¦ 400
          F54¦ TE with underscore is no TE    ¦ POST / HTTP/1.1~Host: a~Transfer_Encoding: chunked~Content-Length: 5~~12345      ¦ fwd
          F55¦ bare LF hides TE               ¦ POST / HTTP/1.1~Host: a~X: y^Transfer-Encoding: chunked~Content-Length: 5~~0~~   ¦ 400
          F56¦ bare CR hides TE               ¦ POST / HTTP/1.1~Host: a~X: y§Transfer-Encoding: chunked~Content-Length: 5~~0~~   ¦ 400
          F57¦ folded TE                      ¦ POST / HTTP/1.1~Host: a~Transfer-Encoding:~ chunked~Content-Length: 5~~0~~       ¦ 400
          F58¦ TE in quotes                   ¦ POST / HTTP/1.1~Host: a~Transfer-Encoding: "chunked"~~0~~                        ¦ 501
          F60¦ TE in capitals is chunked      ¦ POST / HTTP/1.1~Host: a~Transfer-Encoding: CHUNKED~~0~~                          ¦ fwd
          F70¦ TE on HTTP/1.0                 ¦ POST / HTTP/1.0~Host: a~Connection: keep-alive~Transfer-Encoding: chunked~~0~~HIDDEN ¦ 400
          F73¦ GET with content               ¦ GET / HTTP/1.1~Host: a~Content-Length: 30~~HIDDEN                                ¦ fwd
          F75¦ content on DELETE              ¦ DELETE / HTTP/1.1~Host: a~Content-Length: 5~~12345                               ¦ fwd
          L03¦ bare LF throughout             ¦ GET / HTTP/1.1^Host: a^^                                                         ¦ 400
          L04¦ two spaces become one           ¦ GET  / HTTP/1.1~Host: a~~                                                        ¦ fwd
          L05¦ tab for space                  ¦ GET\\t/ HTTP/1.1~Host: a~~                                                       ¦ 400
          L07¦ space in the target            ¦ GET /a b HTTP/1.1~Host: a~~                                                      ¦ 400
          L09¦ version in capitals upstream   ¦ GET / http/1.1~Host: a~~                                                         ¦ fwd
          L11¦ HTTP/9.9                       ¦ GET / HTTP/9.9~Host: a~~                                                         ¦ 505
          L12¦ HTTP/1.2                       ¦ GET / HTTP/1.2~Host: a~~                                                         ¦ 505
          L13¦ HTTP/0.9                       ¦ GET /~~                                                                          ¦ 505
          L16¦ small letters stay small       ¦ get / HTTP/1.1~Host: a~~                                                         ¦ fwd
          L21¦ NUL in the target              ¦ GET /\\0 HTTP/1.1~Host: a~~                                                      ¦ 400
          L23¦ bare LF in the request line    ¦ GET / HTTP/1.1^X-Inj: 1~Host: a~~                                                ¦ 400
          L25¦ fragment in the target         ¦ GET /#x HTTP/1.1~Host: a~~                                                       ¦ 400
          H01¦ space before colon             ¦ GET / HTTP/1.1~Host: a~X-A : 1~~                                                 ¦ 400
          H03¦ no colon                       ¦ GET / HTTP/1.1~Host: a~X-A~~                                                     ¦ 400
          H04¦ empty name                     ¦ GET / HTTP/1.1~Host: a~: 1~~                                                     ¦ 400
          H05¦ NUL in a value                 ¦ GET / HTTP/1.1~Host: a~X-A: 1\\0 2~~                                             ¦ 400
          H06¦ bare CR in a value             ¦ GET / HTTP/1.1~Host: a~X-A: 1§2~~                                                ¦ 400
          H08¦ folded line                    ¦ GET / HTTP/1.1~Host: a~X-A: 1~ 2~~                                               ¦ 400
          H12¦ parenthesis in a name          ¦ GET / HTTP/1.1~Host: a~X(A): 1~~                                                 ¦ 400
          H31¦ 2 000 fields                   ¦ GET / HTTP/1.1~Host: a~FIELDS~                                                   ¦ 431
          H34¦ one field of 70 KiB            ¦ GET / HTTP/1.1~Host: a~X-A: LONG~~                                               ¦ 431
          P15¦ TRACE                          ¦ TRACE / HTTP/1.1~Host: a~~                                                       ¦ 405
          P17¦ unknown expectation            ¦ POST / HTTP/1.1~Host: a~Expect: 200-ok~Content-Length: 5~~12345                  ¦ 417
          P20¦ CONNECT                        ¦ CONNECT 127.0.0.1:22 HTTP/1.1~Host: 127.0.0.1:22~~                               ¦ 405
          V01¦ no Host                        ¦ GET / HTTP/1.1~X-A: 1~~                                                          ¦ 400
          V02¦ two Hosts                      ¦ GET / HTTP/1.1~Host: a~Host: b~~                                                 ¦ 400
          V03¦ two Hosts, the same            ¦ GET / HTTP/1.1~Host: a~Host: a~~                                                 ¦ 400
          V04¦ empty Host                     ¦ GET / HTTP/1.1~Host:~~                                                           ¦ 400
          V05¦ Host with slash                ¦ GET / HTTP/1.1~Host: a/b~~                                                       ¦ 400
          V06¦ Host with space                ¦ GET / HTTP/1.1~Host: a b~~                                                       ¦ 400
          V07¦ Host list                      ¦ GET / HTTP/1.1~Host: a, b~~                                                      ¦ 400
          V08¦ Host with userinfo             ¦ GET / HTTP/1.1~Host: u@a~~                                                       ¦ 400
          V09¦ port out of range              ¦ GET / HTTP/1.1~Host: a:99999~~                                                   ¦ 400
          V10¦ port that is none              ¦ GET / HTTP/1.1~Host: a:8x~~                                                      ¦ 400
          V23¦ absolute target, other Host    ¦ GET http://evil.test/ HTTP/1.1~Host: a~~                                         ¦ 400
          V24¦ absolute target, loopback      ¦ GET http://127.0.0.1:9090/metrics HTTP/1.1~Host: a~~                             ¦ 400
          V25¦ absolute target, same Host     ¦ GET http://a/x?y HTTP/1.1~Host: a~~                                              ¦ fwd
          V29¦ target without slash           ¦ GET @evil.test/ HTTP/1.1~Host: a~~                                               ¦ 400
          V30¦ target that begins with colon  ¦ GET :9999/ HTTP/1.1~Host: a~~                                                    ¦ 400
          V33¦ OPTIONS *                      ¦ OPTIONS * HTTP/1.1~Host: a~~                                                     ¦ fwd
          U01¦ dot segments above the root    ¦ GET /../../x HTTP/1.1~Host: a~~                                                  ¦ 400
          U03¦ encoded slash after dots       ¦ GET /a/..%2fb HTTP/1.1~Host: a~~                                                 ¦ 400
          U05¦ path parameter on dots         ¦ GET /a/..;/b HTTP/1.1~Host: a~~                                                  ¦ 400
          U07¦ encoded dots                   ¦ GET /a/%2e%2e/b HTTP/1.1~Host: a~~                                               ¦ 400
          U09¦ encoded NUL                    ¦ GET /a%00 HTTP/1.1~Host: a~~                                                     ¦ 400
          U11¦ backslash                      ¦ GET /a\\b HTTP/1.1~Host: a~~                                                     ¦ 400
          U12¦ double encoding                ¦ GET /%252e%252e/b HTTP/1.1~Host: a~~                                             ¦ 400
          U14¦ encoded CRLF                   ¦ GET /%0d%0aX-Inj:1 HTTP/1.1~Host: a~~                                            ¦ 400
          U19¦ brackets in the query          ¦ GET /?q[]=1|{} HTTP/1.1~Host: a~~                                                ¦ fwd
          U34¦ target of 70 000 octets        ¦ GET /LONG HTTP/1.1~Host: a~~                                                     ¦ 414
          """)
  void requestIsRefusedOrArrivesOnce(String id, String what, String octets, String expected)
      throws Exception {
    int before = origin.received().size();
    try (RawHttpClient client = edge.client()) {
      client.send(wire(octets));
      RawResponse response = client.readResponse();
      if (expected.equals("fwd")) {
        assertThat(response.status()).as(id).isEqualTo(200);
        assertThat(origin.received()).as(id).hasSize(before + 1);
      } else {
        assertThat(response.status()).as(id).isEqualTo(Integer.parseInt(expected));
        assertThat(client.closed()).as(id).isTrue();
        assertThat(origin.received()).as(id).hasSize(before);
        assertThat(response.text())
            .as(id)
            .doesNotContain("jetty", "Exception", "dev.weir", "java.", "127.0.0.1");
      }
      assertThat(origin.received()).as(id).noneMatch(request -> request.target().equals("/hidden"));
    }
  }

  private static String wire(String octets) {
    return octets
        .replace("HIDDEN", HIDDEN)
        .replace("FIELDS", String.join("~", Collections.nCopies(2000, "X: y")) + "~")
        .replace("LONG", "x".repeat(70_000))
        .replace("~", "\r\n")
        .replace("^", "\n")
        .replace("§", "\r")
        .replace("\\0", "\0")
        .replace("\\t", "\t");
  }
}
