package dev.weir.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.RawResponse;
import dev.weir.testing.Script;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OnlyIfCachedTest {

  private NodeFixture fixture;

  @BeforeEach
  void start() throws Exception {
    fixture = new NodeFixture();
  }

  @AfterEach
  void stop() throws Exception {
    fixture.close();
  }

  // RFC 9111 §5.2.1.7
  @Test
  void nothingStoredIsAGatewayTimeout() throws Exception {
    RawResponse response = fixture.get("/", "Cache-Control: only-if-cached");

    assertThat(response.status()).isEqualTo(504);
    assertThat(response.fields().first("Cache-Status"))
        .isEqualTo("node; detail=only-if-cached-miss");
    assertThat(fixture.origin.received()).isEmpty();
  }

  @Test
  void storedResponseIsServed() throws Exception {
    fixture.origin.enqueue(Script.ok("page").header("Cache-Control", "max-age=60"));
    fixture.get("/");

    RawResponse response = fixture.get("/", "Cache-Control: only-if-cached");

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.text()).isEqualTo("page");
  }

  @Test
  void staleResponseIsAGatewayTimeout() throws Exception {
    fixture.origin.enqueue(Script.ok("page").header("Cache-Control", "max-age=10"));
    fixture.get("/");
    fixture.clock.advance(Duration.ofSeconds(11));

    assertThat(fixture.get("/", "Cache-Control: only-if-cached").status()).isEqualTo(504);
    assertThat(fixture.origin.received()).hasSize(1);
  }
}
