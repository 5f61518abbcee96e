package dev.weir.edge.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.edge.EdgeUnderTest;
import dev.weir.testing.RawHttpClient;
import dev.weir.testing.RawResponse;
import dev.weir.testing.Script;
import dev.weir.testing.ScriptedOrigin;
import org.junit.jupiter.api.Test;

/// RFC 9112 §9.3: an upstream may answer before it has read the content; the client must see that
/// answer.
class EarlyAnswerTest {

  @Test
  void clientThatStillSendsSeesTheAnswer() throws Exception {
    try (ScriptedOrigin origin = new ScriptedOrigin();
        EdgeUnderTest edge = EdgeUnderTest.inFrontOf(origin);
        RawHttpClient client = edge.client()) {
      origin.enqueue(Script.ok("too much").status(413).beforeContent().closeAfter());
      client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 500000\r\n\r\n");
      client.send("x".repeat(1000));
      RawResponse response = client.readResponse();
      assertThat(response.status()).isEqualTo(413);
      assertThat(response.text()).isEqualTo("too much");
      client.send("x".repeat(499_000));
      // All of it has been read and thrown away: the connection goes on.
      origin.enqueue(Script.ok("next"));
      assertThat(client.get("/next").text()).isEqualTo("next");
    }
  }

  @Test
  void answerOfAnOldStyleServerArrivesWhole() throws Exception {
    try (ScriptedOrigin origin = new ScriptedOrigin();
        EdgeUnderTest edge = EdgeUnderTest.inFrontOf(origin);
        RawHttpClient client = edge.client()) {
      String content = "y".repeat(100_000);
      origin.enqueue(Script.ok(content).status(400).beforeContent().untilClose());
      client.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n12345\r\n");
      RawResponse response = client.readResponse();
      assertThat(response.status()).isEqualTo(400);
      assertThat(response.text()).isEqualTo(content);
    }
  }

  @Test
  void refusalOfOurOwnReachesAClientThatStillSends() throws Exception {
    try (ScriptedOrigin origin = new ScriptedOrigin();
        EdgeUnderTest edge =
            EdgeUnderTest.with(
                """
                upstreams: { app: { servers: [ "%s" ] } }
                routes: [ { path: /app, upstream: app } ]
                """
                    .formatted(origin.authority()));
        RawHttpClient client = edge.client()) {
      client.send("POST /nowhere HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n12345");
      assertThat(client.readResponse().status()).isEqualTo(404);
      client.send("67890");
      origin.always(Script.ok("next"));
      assertThat(client.get("/app").text()).isEqualTo("next");
    }
  }
}
