package dev.weir.edge.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.edge.EdgeUnderTest;
import dev.weir.testing.RawHttpClient;
import dev.weir.testing.RawResponse;
import dev.weir.testing.Script;
import dev.weir.testing.ScriptedOrigin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// RFC 9110 §8.6, RFC 9112 §6.3: no length is stated that the upstream did not state.
class MessageLengthTest {

  private ScriptedOrigin origin;
  private EdgeUnderTest edge;
  private RawHttpClient client;

  @BeforeEach
  void open() throws Exception {
    origin = new ScriptedOrigin();
    edge = EdgeUnderTest.inFrontOf(origin);
    client = edge.client();
  }

  @AfterEach
  void close() throws Exception {
    client.close();
    edge.close();
    origin.close();
  }

  @Test
  void headKeepsTheLengthOfTheContentItStandsFor() throws Exception {
    origin.enqueue(Script.ok("12345"));
    RawResponse response = client.exchange("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n");
    assertThat(response.fields().first("Content-Length")).isEqualTo("5");
    assertNextAnswerIsClean();
  }

  @Test
  void headOfContentOfUnknownLengthStatesNone() throws Exception {
    origin.enqueue(Script.ok("12345").chunked());
    RawResponse response = client.exchange("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n");
    assertThat(response.status()).isEqualTo(200);
    assertThat(response.fields().contains("Content-Length")).isFalse();
    assertNextAnswerIsClean();
  }

  @Test
  void notModifiedStatesNoLengthOfItsOwn() throws Exception {
    origin.enqueue(Script.of(304).header("ETag", "\"a\""));
    RawResponse response = client.get("/");
    assertThat(response.status()).isEqualTo(304);
    assertThat(response.fields().contains("Content-Length")).isFalse();
    assertThat(response.fields().contains("Transfer-Encoding")).isFalse();
    assertNextAnswerIsClean();
  }

  @Test
  void notModifiedKeepsTheLengthItWasGiven() throws Exception {
    origin.enqueue(Script.of(304).header("Content-Length", "77"));
    assertThat(client.get("/").fields().first("Content-Length")).isEqualTo("77");
    assertNextAnswerIsClean();
  }

  @Test
  void noContentHasNoLength() throws Exception {
    origin.enqueue(Script.of(204));
    RawResponse response = client.get("/");
    assertThat(response.status()).isEqualTo(204);
    assertThat(response.fields().contains("Content-Length")).isFalse();
    assertNextAnswerIsClean();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1000, 100_000, 3_000_000})
  void contentArrivesWholeHoweverItIsFramed(int length) throws Exception {
    byte[] content = new byte[length];
    for (int i = 0; i < length; i++) {
      content[i] = (byte) (i * 31);
    }
    for (Script script :
        new Script[] {
          Script.ok(content), Script.ok(content).chunked(700), Script.ok(content).untilClose()
        }) {
      origin.enqueue(script);
      RawResponse response = client.get("/");
      assertThat(response.complete()).isTrue();
      assertThat(response.body()).isEqualTo(content);
    }
    assertNextAnswerIsClean();
  }

  @Test
  void oldClientGetsContentThatEndsWithTheConnection() throws Exception {
    origin.enqueue(Script.ok("x".repeat(30_000)).chunked());
    RawResponse response = client.exchange("GET / HTTP/1.0\r\nHost: a\r\n\r\n");
    assertThat(response.fields().contains("Transfer-Encoding")).isFalse();
    assertThat(response.body()).hasSize(30_000);
    assertThat(client.closed()).isTrue();
  }

  private void assertNextAnswerIsClean() throws Exception {
    origin.enqueue(Script.ok("next"));
    assertThat(client.get("/next").text()).isEqualTo("next");
  }
}
