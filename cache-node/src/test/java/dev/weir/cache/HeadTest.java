package dev.weir.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.RawHttpClient;
import dev.weir.testing.RawResponse;
import dev.weir.testing.Script;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HeadTest {

  private NodeFixture fixture;

  @BeforeEach
  void start() throws Exception {
    fixture = new NodeFixture();
  }

  @AfterEach
  void stop() throws Exception {
    fixture.close();
  }

  @Test
  void headIsAnsweredFromAStoredGet() throws Exception {
    fixture.origin.enqueue(Script.ok("page").header("Cache-Control", "max-age=60"));
    fixture.get("/");

    RawResponse head = fixture.send("HEAD", "/");

    assertThat(head.status()).isEqualTo(200);
    assertThat(head.fields().first("Content-Length")).isEqualTo("4");
    assertThat(NodeFixture.isHit(head)).isTrue();
  }

  @Test
  void headOfSomethingNotStoredIsForwarded() throws Exception {
    fixture.origin.enqueue(Script.ok("page").header("Cache-Control", "max-age=60"));

    RawResponse head = fixture.send("HEAD", "/");

    assertThat(head.status()).isEqualTo(200);
    assertThat(head.fields().first("Content-Length")).isEqualTo("4");
    assertThat(fixture.origin.take().method()).isEqualTo("HEAD");
  }

  // RFC 9110 §8.6
  @Test
  void lengthThatNobodyKnowsIsNotStated() throws Exception {
    fixture.origin.enqueue(Script.ok("page").chunked());
    try (RawHttpClient client = fixture.client()) {
      client.send(NodeFixture.request("HEAD", "/"));
      assertThat(client.readHeadResponse().fields().contains("Content-Length")).isFalse();

      fixture.origin.enqueue(Script.ok("next"));
      assertThat(client.get("/next", "Host: site.test").text()).isEqualTo("next");
    }
  }

  @Test
  void headOfAStaleResponseIsAnsweredAfterValidation() throws Exception {
    fixture.origin.enqueue(
        Script.ok("page").header("Cache-Control", "max-age=10").header("ETag", "\"1\""));
    fixture.origin.enqueue(Script.of(304).header("ETag", "\"1\""));
    fixture.get("/");
    fixture.clock.advance(Duration.ofSeconds(11));

    RawResponse head = fixture.send("HEAD", "/");

    assertThat(head.status()).isEqualTo(200);
    assertThat(head.fields().first("Content-Length")).isEqualTo("4");
  }

  private void storeThenHead(Script head) throws Exception {
    fixture.origin.enqueue(
        Script.ok("page")
            .header("Cache-Control", "max-age=60")
            .header("ETag", "\"1\"")
            .header("X-Note", "old"));
    fixture.get("/");
    fixture.origin.enqueue(head.header("Cache-Control", "max-age=600"));
    // The condition is for the origin to weigh.
    assertThat(fixture.send("HEAD", "/", "If-Match: \"1\"").status()).isEqualTo(200);
    assertThat(fixture.origin.received().getLast().method()).isEqualTo("HEAD");
  }

  // RFC 9111 §4.3.5
  @Test
  void headThatSaysTheSameUpdatesWhatIsStored() throws Exception {
    storeThenHead(Script.ok("page").header("ETag", "\"1\"").header("X-Note", "new"));
    fixture.clock.advance(Duration.ofSeconds(100));

    RawResponse response = fixture.get("/");

    assertThat(NodeFixture.isHit(response)).isTrue();
    assertThat(response.text()).isEqualTo("page");
    assertThat(response.fields().first("X-Note")).isEqualTo("new");
    assertThat(response.fields().first("Age")).isEqualTo("100");
  }

  // RFC 9111 §4.3.5
  @Test
  void headThatSaysOtherwiseMakesWhatIsStoredStale() throws Exception {
    storeThenHead(Script.ok("pages").header("ETag", "\"2\""));
    fixture.origin.enqueue(Script.ok("pages").header("ETag", "\"2\""));

    RawResponse response = fixture.get("/");

    assertThat(response.text()).isEqualTo("pages");
    assertThat(fixture.origin.received().getLast().fields().first("If-None-Match"))
        .isEqualTo("\"1\"");
  }
}
