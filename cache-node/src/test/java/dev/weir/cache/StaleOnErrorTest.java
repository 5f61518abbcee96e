package dev.weir.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.RawResponse;
import dev.weir.testing.Script;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StaleOnErrorTest {

  private NodeFixture fixture;

  @BeforeEach
  void start() throws Exception {
    fixture = new NodeFixture();
  }

  @AfterEach
  void stop() throws Exception {
    fixture.close();
  }

  // RFC 9111 §4.2.4
  @Test
  void errorOfTheOriginIsAnsweredWithTheStaleResponse() throws Exception {
    fixture.origin.enqueue(Script.ok("old").header("Cache-Control", "max-age=10"));
    fixture.origin.enqueue(Script.ok("broken").status(500));
    fixture.get("/");
    fixture.clock.advance(Duration.ofSeconds(30));

    RawResponse response = fixture.get("/");

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.text()).isEqualTo("old");
    assertThat(response.fields().first("Age")).isEqualTo("30");
    assertThat(response.fields().first("Cache-Status"))
        .isEqualTo("node; fwd=stale; ttl=-20; detail=stale-on-error");
    // RFC 9209 §2.1.4
    assertThat(response.fields().first("Proxy-Status"))
        .isEqualTo("node; next-hop=\"127.0.0.1\"; received-status=500");
  }

  @Test
  void originThatCannotBeReachedIsStoodInForByTheStaleResponse() throws Exception {
    fixture.origin.enqueue(Script.ok("old").header("Cache-Control", "max-age=10"));
    fixture.get("/");
    fixture.stopOrigin();
    fixture.clock.advance(Duration.ofSeconds(30));

    RawResponse response = fixture.get("/");

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.text()).isEqualTo("old");
    assertThat(response.fields().first("Proxy-Status"))
        .isEqualTo("node; error=connection_refused; next-hop=\"127.0.0.1\"");
  }

  // RFC 9111 §5.2.2.2
  @Test
  void errorIsPassedOnWhenTheOriginForbidsStaleUse() throws Exception {
    fixture.origin.enqueue(Script.ok("old").header("Cache-Control", "max-age=10, must-revalidate"));
    fixture.origin.enqueue(Script.ok("broken").status(503));
    fixture.get("/");
    fixture.clock.advance(Duration.ofSeconds(30));

    RawResponse response = fixture.get("/");

    assertThat(response.status()).isEqualTo(503);
    assertThat(response.text()).isEqualTo("broken");
  }

  // RFC 9111 §5.2.2.2
  @Test
  void failureIsReportedWhenTheOriginForbidsStaleUse() throws Exception {
    fixture.origin.enqueue(Script.ok("old").header("Cache-Control", "max-age=10, must-revalidate"));
    fixture.get("/");
    fixture.stopOrigin();
    fixture.clock.advance(Duration.ofSeconds(30));

    assertThat(fixture.get("/").status()).isEqualTo(502);
  }

  @Test
  void staleResponseIsKeptForTheNextTry() throws Exception {
    fixture.origin.enqueue(
        Script.ok("old").header("Cache-Control", "max-age=10").header("ETag", "\"1\""));
    fixture.origin.enqueue(Script.of(500));
    fixture.origin.enqueue(
        Script.of(304).header("ETag", "\"1\"").header("Cache-Control", "max-age=10"));
    fixture.get("/");
    fixture.clock.advance(Duration.ofSeconds(30));
    fixture.get("/");

    RawResponse validated = fixture.get("/");

    assertThat(validated.text()).isEqualTo("old");
    assertThat(validated.fields().first("Age")).isEqualTo("0");
  }

  // RFC 5861 §4: usable until stale-if-error ends, so an error with a lifetime must not push it
  // out.
  @Test
  void errorWithALifetimeDoesNotTakeThePlaceOfAUsableResponse() throws Exception {
    fixture.origin.enqueue(
        Script.ok("old").header("Cache-Control", "max-age=10, stale-if-error=60"));
    fixture.origin.always(Script.ok("broken").status(503).header("Cache-Control", "max-age=600"));
    fixture.get("/");
    fixture.clock.advance(Duration.ofSeconds(30));

    assertThat(fixture.get("/").text()).isEqualTo("old");
    RawResponse demanding = fixture.get("/", "Cache-Control: no-cache");
    assertThat(demanding.status()).isEqualTo(503);
    assertThat(demanding.fields().first("Cache-Status")).endsWith("detail=stored-is-better");
    assertThat(fixture.get("/").text()).isEqualTo("old");
    fixture.clock.advance(Duration.ofSeconds(60));
    assertThat(fixture.get("/").status()).isEqualTo(503);
    assertThat(NodeFixture.isHit(fixture.get("/"))).isTrue();
  }
}
