package dev.weir.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.RawHttpClient;
import dev.weir.testing.RawResponse;
import dev.weir.testing.Script;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InvalidationTest {

  private NodeFixture fixture;

  @BeforeEach
  void start() throws Exception {
    fixture = new NodeFixture();
  }

  @AfterEach
  void stop() throws Exception {
    fixture.close();
  }

  private void store(String target) throws IOException {
    fixture.origin.enqueue(Script.ok("old").header("Cache-Control", "max-age=60"));
    fixture.get(target);
  }

  private boolean isStored(String target) throws IOException {
    fixture.origin.enqueue(Script.ok("new").header("Cache-Control", "max-age=60"));
    return fixture.get(target).text().equals("old");
  }

  private void post(Script answer) throws IOException {
    fixture.origin.enqueue(answer);
    try (RawHttpClient client = fixture.client()) {
      client.exchange("POST /a HTTP/1.1\r\nHost: site.test\r\nContent-Length: 2\r\n\r\nhi");
    }
  }

  // RFC 9111 §4.4
  @Test
  void successfulPostDropsTheTarget() throws Exception {
    store("/a");
    post(Script.of(204));
    assertThat(isStored("/a")).isFalse();
  }

  @Test
  void failedPostDropsNothing() throws Exception {
    store("/a");
    post(Script.of(500));
    assertThat(isStored("/a")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "Location, /b, false",
    "Content-Location, http://site.test/b, false",
    "Location, http://other.test/b, true"
  })
  void whatTheAnswerNamesOnTheSameOriginIsDropped(String field, String reference, boolean stays)
      throws Exception {
    store("/b");
    post(Script.of(201).header(field, reference));
    assertThat(isStored("/b")).isEqualTo(stays);
  }

  @Test
  void responseFetchedBeforeTheChangeIsNotStoredAfterIt() throws Exception {
    var gate = new CountDownLatch(1);
    fixture.origin.enqueue(
        Script.ok("old").header("Cache-Control", "max-age=60").stallAfter(1, gate));
    try (RawHttpClient client = fixture.client()) {
      client.send(NodeFixture.request("GET", "/a"));
      RawResponse head = client.readHead();
      post(Script.of(204));
      gate.countDown();
      assertThat(client.readBody(head).text()).isEqualTo("old");
    }
    assertThat(isStored("/a")).isFalse();
  }
}
