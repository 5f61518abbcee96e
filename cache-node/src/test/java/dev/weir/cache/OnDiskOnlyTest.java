package dev.weir.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.cache.config.NodeConfig;
import dev.weir.cache.store.ring.RingFigures;
import dev.weir.testing.RawResponse;
import dev.weir.testing.Script;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is on disk only counts, too, when the origin says something that concerns it.
class OnDiskOnlyTest {

  @TempDir private Path folder;
  private NodeFixture fixture;

  @BeforeEach
  void start() throws Exception {
    fixture =
        new NodeFixture(config ->
            NodeFixture.withStorage(
                config,
                new NodeConfig.Storage(
                    0,
                    4 << 20,
                    0,
                    0,
                    List.of(new NodeConfig.CacheDir("coss", folder, 16 << 20, 4 << 20, null)))));
    awaitRing(ring -> ring.state() == RingFigures.State.READY);
  }

  private void awaitRing(Predicate<RingFigures> condition) {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> condition.test(fixture.node.figures().store().disks().getFirst()));
  }

  @AfterEach
  void stop() throws Exception {
    fixture.close();
  }

  // RFC 9111 §4.2.4
  @Test
  void errorWithALifetimeDoesNotTakeThePlaceOfWhatIsOnDisk() throws Exception {
    fixture.origin.enqueue(Script.ok("old").header("Cache-Control", "max-age=10"));
    fixture.origin.always(Script.ok("broken").status(503).header("Cache-Control", "max-age=600"));
    fixture.get("/");
    awaitRing(ring -> ring.responses() == 1);
    fixture.clock.advance(Duration.ofSeconds(30));

    RawResponse demanding = fixture.get("/", "Cache-Control: no-cache");
    assertThat(demanding.status()).isEqualTo(503);
    assertThat(demanding.fields().first("Cache-Status")).endsWith("detail=stored-is-better");
    assertThat(fixture.get("/").text()).isEqualTo("old");
  }

  // RFC 9111 §4.2.4
  @Test
  void errorWithALifetimeDoesNotPushOutTheVariantsOnDisk() throws Exception {
    fixture.origin.enqueue(
        Script.ok("alt").header("Cache-Control", "max-age=10").header("Vary", "Accept-Language"));
    fixture.origin.always(Script.ok("broken").status(503).header("Cache-Control", "max-age=600"));
    fixture.get("/", "Accept-Language: de");
    awaitRing(ring -> ring.responses() == 1);
    fixture.clock.advance(Duration.ofSeconds(30));

    assertThat(fixture.get("/", "Accept-Language: fr").status()).isEqualTo(503);
    assertThat(fixture.get("/", "Accept-Language: de").text()).isEqualTo("alt");
  }

  // RFC 9111 §5.2.2.2
  @Test
  void whatMustNotBeUsedStaleGivesWayToAnError() throws Exception {
    fixture.origin.enqueue(Script.ok("old").header("Cache-Control", "max-age=10, must-revalidate"));
    fixture.origin.always(Script.ok("broken").status(503).header("Cache-Control", "max-age=600"));
    fixture.get("/");
    awaitRing(ring -> ring.responses() == 1);
    fixture.clock.advance(Duration.ofSeconds(30));

    assertThat(fixture.get("/").fields().first("Cache-Status")).contains("stored");
    awaitRing(ring -> ring.responses() == 1 && ring.unfinished() == 0);
    assertThat(fixture.get("/").fields().first("Cache-Status")).contains("; hit");
  }

  private void storeThenHead(Script head) throws Exception {
    fixture.origin.enqueue(
        Script.ok("page")
            .header("Cache-Control", "max-age=60")
            .header("ETag", "\"1\"")
            .header("X-Note", "old"));
    fixture.get("/");
    awaitRing(ring -> ring.responses() == 1 && ring.unfinished() == 0);
    long written = written();
    fixture.origin.enqueue(head.header("Cache-Control", "max-age=600"));
    fixture.send("HEAD", "/", "If-Match: \"1\"");
    awaitRing(ring -> ring.since().written() > written && ring.unfinished() == 0);
  }

  private long written() {
    return fixture.node.figures().store().disks().getFirst().since().written();
  }

  // RFC 9111 §4.3.5
  @Test
  void headThatSaysTheSameUpdatesWhatIsOnDisk() throws Exception {
    storeThenHead(Script.ok("page").header("ETag", "\"1\"").header("X-Note", "new"));
    fixture.clock.advance(Duration.ofSeconds(100));

    RawResponse response = fixture.get("/");

    assertThat(NodeFixture.isHit(response)).isTrue();
    assertThat(response.text()).isEqualTo("page");
    assertThat(response.fields().first("X-Note")).isEqualTo("new");
  }

  // RFC 9111 §4.3.5
  @Test
  void headThatSaysOtherwiseMakesWhatIsOnDiskStale() throws Exception {
    storeThenHead(Script.ok("pages").header("ETag", "\"2\""));
    fixture.origin.enqueue(Script.ok("pages").header("ETag", "\"2\""));

    assertThat(fixture.get("/").text()).isEqualTo("pages");
    assertThat(fixture.origin.received().getLast().fields().first("If-None-Match"))
        .isEqualTo("\"1\"");
  }
}
