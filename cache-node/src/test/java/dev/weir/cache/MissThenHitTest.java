package dev.weir.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.RawResponse;
import dev.weir.testing.ReceivedRequest;
import dev.weir.testing.Script;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MissThenHitTest {

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
  void firstRequestGoesToTheOriginAndTheSecondToTheStore() throws Exception {
    fixture.origin.enqueue(Script.ok("page").header("Cache-Control", "max-age=60"));

    RawResponse miss = fixture.get("/a?b=c");
    fixture.clock.advance(Duration.ofSeconds(7));
    RawResponse hit = fixture.get("/a?b=c");

    assertThat(miss.text()).isEqualTo("page");
    assertThat(miss.fields().first("X-Cache")).isEqualTo("MISS from node");
    assertThat(miss.fields().first("Cache-Status"))
        .isEqualTo("node; fwd=uri-miss; fwd-status=200; stored; ttl=60; detail=uri-miss");
    assertThat(hit.status()).isEqualTo(200);
    assertThat(hit.text()).isEqualTo("page");
    assertThat(hit.fields().first("Age")).isEqualTo("7");
    assertThat(hit.fields().first("X-Cache")).isEqualTo("HIT from node");
    assertThat(hit.fields().first("Cache-Status"))
        .isEqualTo("node; hit; ttl=53; detail=fresh-expires");
    assertThat(hit.fields().first("Date")).isEqualTo(miss.fields().first("Date"));
    assertThat(hit.fields().first("Content-Length")).isEqualTo("4");
    assertThat(fixture.origin.received()).hasSize(1);
  }

  @Test
  void originIsAskedInOriginFormWithHostViaAndClientAddress() throws Exception {
    fixture.origin.enqueue(Script.ok("page"));

    fixture.get("/a?q[]=1|{}", "X-Forwarded-For: 192.0.2.1", "Connection: X-Hop", "X-Hop: 1");

    ReceivedRequest asked = fixture.origin.take();
    assertThat(asked.target()).isEqualTo("/a?q[]=1|{}");
    assertThat(asked.fields().first("Host")).isEqualTo("site.test");
    assertThat(asked.fields().first("Via")).isEqualTo("1.1 node");
    assertThat(asked.fields().first("X-Forwarded-For")).isEqualTo("192.0.2.1, 127.0.0.1");
    assertThat(asked.fields().contains("X-Hop")).isFalse();
    assertThat(asked.fields().first("Connection")).isEqualTo("close");
  }
}
