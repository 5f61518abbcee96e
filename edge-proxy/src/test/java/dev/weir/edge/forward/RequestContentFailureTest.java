package dev.weir.edge.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.edge.EdgeUnderTest;
import dev.weir.testing.RawHttpClient;
import dev.weir.testing.Script;
import dev.weir.testing.ScriptedOrigin;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The application never sees a cut request as a whole one, and is not blamed for it (corpus
/// K10–K53, F77–F79).
class RequestContentFailureTest {

  private static ScriptedOrigin origin;
  private static EdgeUnderTest edge;

  @BeforeAll
  static void open() throws Exception {
    origin = new ScriptedOrigin();
    origin.always(Script.ok("complete"));
    edge = EdgeUnderTest.inFrontOf(origin);
  }

  @AfterAll
  static void close() throws Exception {
    edge.close();
    origin.close();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0000',
      textBlock =
          """
          K10| 0x prefix| 0x3~abc~0~~
          K11| minus sign| -3~abc~0~~
          K12| plus sign| +3~abc~0~~
          K13| not hexadecimal| g~abc~0~~
          K14| empty size| ~abc~0~~
          K18| 68-bit size| 10000000000000003~abc~0~~
          K21| data longer than its size| 3~abcd~0~~
          K22| bare LF after data| 3~abc^0~~
          K23| bare LF after size| 3^abc~0~~
          K46| chunk spills over| 3~abcXX~0~~
          K51| CRLF in a quoted extension| 3;a="~b"~abc~0~~
          K29| space in trailer name| 3~abc~0~X Y: 1~~
          """)
  void malformedChunkIsTheClientsFault(String id, String what, String octets) throws Exception {
    int before = origin.received().size();
    try (RawHttpClient client = edge.client()) {
      client.send(
          "POST /k HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
              + octets.strip().replace("~", "\r\n").replace("^", "\n"));
      assertThat(client.readResponse().status()).as(id + " " + what).isEqualTo(400);
      assertThat(client.closed()).as(id).isTrue();
    }
    assertNothingLeftUpstream(id);
    assertThat(origin.received()).as(id).hasSize(before);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          F77 length;        Content-Length: 10;         12345
          F78 in a chunk;    Transfer-Encoding: chunked; 5~12
          F79 no last chunk; Transfer-Encoding: chunked; 5~12345~
          """)
  void contentThatEndsEarlyNeverBecomesARequest(String id, String framing, String octets)
      throws Exception {
    int before = origin.received().size();
    try (RawHttpClient client = edge.client()) {
      client.send(
          "POST /cut HTTP/1.1\r\nHost: a\r\n"
              + framing
              + "\r\n\r\n"
              + octets.strip().replace("~", "\r\n"));
      client.shutdownOutput();
      assertThat(client.readResponse().status()).as(id).isEqualTo(400);
    }
    assertNothingLeftUpstream(id);
    assertThat(origin.received()).as(id).hasSize(before);
  }

  @Test
  void clientThatStopsSendingIsGivenUp() throws Exception {
    int before = origin.received().size();
    // The idle timeout of the listener under test is 5 s.
    try (RawHttpClient client = edge.client()) {
      client.send("POST /slow HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n12345");
      assertThat(client.readResponse().status()).isEqualTo(408);
    }
    assertNothingLeftUpstream("slow");
    assertThat(origin.received()).hasSize(before);
  }

  private static void assertNothingLeftUpstream(String id) {
    Awaitility.await(id).atMost(Duration.ofSeconds(20)).until(() -> origin.openConnections() == 0);
  }
}
