package dev.weir.edge.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.edge.EdgeUnderTest;
import dev.weir.testing.RawHttpClient;
import dev.weir.testing.RawResponse;
import dev.weir.testing.Script;
import dev.weir.testing.ScriptedOrigin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// An answer that the upstream did not finish never looks finished to a client (RFC 9112 §8; corpus
/// O01–O05, O32–O35).
class CutResponseTest {

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

  @ParameterizedTest(name = "{0}: {1} cut by {2} for {3}, {4}")
  @CsvSource(
      textBlock =
          """
          O01, length,  fin, HTTP/1.1, keep-alive
          O01, length,  fin, HTTP/1.1, close
          O01, length,  fin, HTTP/1.0, close
          O01, length,  fin, HTTP/1.0, keep-alive
          O02, chunked, fin, HTTP/1.1, close
          O32, chunked, fin, HTTP/1.1, keep-alive
          O02, chunked, fin, HTTP/1.0, close
          O35, chunked, fin, HTTP/1.0, keep-alive
          O03, length,  rst, HTTP/1.1, keep-alive
          O03, length,  rst, HTTP/1.1, close
          O03, chunked, rst, HTTP/1.1, keep-alive
          O03, chunked, rst, HTTP/1.1, close
          O03, chunked, rst, HTTP/1.0, close
          O33, until-close, rst, HTTP/1.1, keep-alive
          O33, until-close, rst, HTTP/1.1, close
          O33, until-close, rst, HTTP/1.0, close
          """)
  void cutAnswerLooksCut(String id, String framing, String end, String version, String connection)
      throws Exception {
    CountDownLatch clientHasSome = new CountDownLatch(1);
    byte[] content = "x".repeat(50_000).getBytes(StandardCharsets.US_ASCII);
    Script script = Script.ok(content);
    script =
        switch (framing) {
          case "chunked" -> script.chunked(1000);
          case "until-close" -> script.untilClose();
          default -> script;
        };
    script = script.stallAfter(20_000, clientHasSome);
    origin.enqueue(end.equals("rst") ? script.resetAfter(30_000) : script.cutAfter(30_000));
    try (RawHttpClient client = edge.client()) {
      client.send("GET / " + version + "\r\nHost: a\r\nConnection: " + connection + "\r\n\r\n");
      RawResponse head = client.readHead();
      assertThat(head.status()).as(id).isEqualTo(200);
      if (version.equals("HTTP/1.1") && !framing.equals("length")) {
        assertThat(head.fields().first("Transfer-Encoding")).as(id).isEqualTo("chunked");
      }
      clientHasSome.countDown();
      assertThat(endsComplete(client, head)).as(id).isFalse();
    }
  }

  private static boolean endsComplete(RawHttpClient client, RawResponse head) {
    try {
      return client.readBody(head).complete();
    } catch (IOException reset) {
      return false;
    }
  }
}
