package dev.weir.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.RawHttpClient;
import dev.weir.testing.Script;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// RFC 9875.
class CacheGroupsTest {

  private NodeFixture fixture;

  @BeforeEach
  void start() throws Exception {
    fixture = new NodeFixture();
  }

  @AfterEach
  void stop() throws Exception {
    fixture.close();
  }

  private void store(String target, String groups) throws IOException {
    fixture.origin.enqueue(
        Script.ok("old").header("Cache-Control", "max-age=60").header("Cache-Groups", groups));
    fixture.get(target);
  }

  private boolean isStored(String target) throws IOException {
    return fixture.get(target, "Cache-Control: only-if-cached").status() == 200;
  }

  private void answering(String method, Script answer) throws IOException {
    fixture.origin.enqueue(answer);
    fixture.send(method, "/change");
  }

  // RFC 9875 §3
  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "MOVE"})
  void answerToAnUnsafeRequestInvalidatesTheGroupsItNames(String method) throws Exception {
    store("/a", "\"shop\"");
    store("/b", "\"news\", \"shop\"");
    store("/c", "\"news\"");

    answering(method, Script.of(204).header("Cache-Group-Invalidation", "\"shop\", \"other\""));

    assertThat(isStored("/a")).isFalse();
    assertThat(isStored("/b")).isFalse();
    // Groups are not followed further.
    assertThat(isStored("/c")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "OPTIONS"})
  void answerToASafeRequestInvalidatesNothing(String method) throws Exception {
    store("/a", "\"shop\"");

    answering(method, Script.of(204).header("Cache-Group-Invalidation", "\"shop\""));

    assertThat(isStored("/a")).isTrue();
  }

  // RFC 9875 §2.1: names mean something within one origin.
  @Test
  void groupsOfAnotherOriginAreAnother() throws Exception {
    store("/a", "\"shop\"");
    fixture.origin.enqueue(Script.of(204).header("Cache-Group-Invalidation", "\"shop\""));

    try (RawHttpClient client = fixture.client()) {
      client.exchange("POST /change HTTP/1.1\r\nHost: other.test\r\nContent-Length: 0\r\n\r\n");
    }

    assertThat(isStored("/a")).isTrue();
  }

  @Test
  void groupsAreThoseOfTheLatestResponse() throws Exception {
    store("/a", "\"shop\"");
    fixture.clock.advance(java.time.Duration.ofSeconds(61));
    store("/a", "\"news\"");

    answering("POST", Script.of(204).header("Cache-Group-Invalidation", "\"shop\""));
    assertThat(isStored("/a")).isTrue();

    answering("POST", Script.of(204).header("Cache-Group-Invalidation", "\"news\""));
    assertThat(isStored("/a")).isFalse();
  }
}
