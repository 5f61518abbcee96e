package dev.weir.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.RawHttpClient;
import dev.weir.testing.RawResponse;
import dev.weir.testing.Script;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TruncationTest {

  private NodeFixture fixture;

  @BeforeEach
  void start() throws Exception {
    fixture = new NodeFixture();
  }

  @AfterEach
  void stop() throws Exception {
    fixture.close();
  }

  private void assertNotStored() throws IOException {
    fixture.origin.enqueue(Script.ok("whole").header("Cache-Control", "max-age=60"));
    RawResponse next = fixture.get("/");
    assertThat(next.text()).isEqualTo("whole");
    assertThat(NodeFixture.isHit(next)).isFalse();
  }

  private static Script page() {
    return Script.ok("x".repeat(3000)).header("Cache-Control", "max-age=60");
  }

  @Test
  void contentCutShortOfItsLengthIsRelayedAsCutAndNotStored() throws Exception {
    fixture.origin.enqueue(page().cutAfter(1000));

    assertThat(fixture.get("/").complete()).isFalse();
    assertNotStored();
  }

  @Test
  void chunkedContentWithoutItsLastChunkIsRelayedAsCutAndNotStored() throws Exception {
    fixture.origin.enqueue(page().chunked(500).cutAfter(1200));

    assertThat(fixture.get("/").complete()).isFalse();
    assertNotStored();
  }

  @Test
  void resetIsRelayedAsCutAndNotStored() throws Exception {
    fixture.origin.enqueue(page().chunked(500).resetAfter(1200));

    assertThat(isCutShort("HTTP/1.1", "Connection: close")).isTrue();
    assertNotStored();
  }

  // An orderly end of the connection would be the end of the content (RFC 9112 §8).
  @Test
  void clientOfHttp10IsResetWhenTheContentIsCut() throws Exception {
    fixture.origin.enqueue(page().chunked(500).cutAfter(1200));

    assertThat(isCutShort("HTTP/1.0", "X: y")).isTrue();
    assertNotStored();
  }

  private boolean isCutShort(String version, String line) throws IOException {
    try (RawHttpClient client = fixture.client()) {
      client.send("GET / " + version + "\r\nHost: site.test\r\n" + line + "\r\n\r\n");
      return !client.readBody(client.readHead()).complete();
    } catch (IOException reset) {
      return true;
    }
  }

  @Test
  void failureBeforeAnyContentBecomesAnErrorPage() throws Exception {
    fixture.origin.enqueue(Script.raw("HTTP/1.1 200 OK\r\nContent-Le"));

    RawResponse response = fixture.get("/");

    assertThat(response.status()).isEqualTo(502);
    assertThat(response.complete()).isTrue();
  }

  // RFC 9112 §6.3: what follows a message on its connection is no part of it, and no response.
  @ParameterizedTest
  @ValueSource(
      strings = {
        " and more",
        "HTTP/1.1 200 OK\r\nCache-Control: max-age=60\r\nContent-Length: 4\r\n\r\nevil"
      })
  void moreContentThanDeclaredIsNotStored(String more) throws Exception {
    fixture.origin.enqueue(
        Script.raw(
                "HTTP/1.1 200 OK\r\nCache-Control: max-age=60\r\nContent-Length: 4\r\n\r\npage"
                    + more)
            .keepOpen());

    assertThat(fixture.get("/").text()).isEqualTo("page");

    RawResponse stored = fixture.get("/");
    assertThat(NodeFixture.isHit(stored)).isTrue();
    assertThat(stored.text()).isEqualTo("page");
    // Nor does it answer the next request.
    fixture.origin.enqueue(Script.ok("another page"));
    assertThat(fixture.get("/another").text()).isEqualTo("another page");
    assertThat(fixture.origin.connections()).isEqualTo(2);
  }
}
