package dev.weir.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.weir.cache.config.NodeConfig;
import dev.weir.cache.store.ring.RingFigures;
import dev.weir.testing.ManualClock;
import dev.weir.testing.RawHttpClient;
import dev.weir.testing.RawResponse;
import dev.weir.testing.Script;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A node with a directory answers from it what is not in memory, or not in memory any more.
class DiskStoreTest {

  private static final int LARGE = 3_000_000;
  private static final int MOST_VARIANTS = 3;
  private static final Duration LIMIT = Duration.ofSeconds(20);

  @TempDir private Path folder;
  private final ManualClock clock = new ManualClock();
  private NodeFixture fixture;

  @BeforeEach
  void start() throws Exception {
    fixture = new NodeFixture(clock, this::withDirectory);
    await().atMost(LIMIT).until(() -> disk().state() == RingFigures.State.READY);
  }

  @AfterEach
  void stop() throws Exception {
    fixture.close();
  }

  private void restart() throws Exception {
    settle();
    fixture.close();
    start();
  }

  private NodeConfig withDirectory(NodeConfig config) {
    return NodeFixture.withStorage(
        config,
        new NodeConfig.Storage(
            64 << 20,
            16 << 20,
            512 << 10,
            0,
            MOST_VARIANTS,
            List.of(new NodeConfig.CacheDir("coss", folder, 64 << 20, 16 << 20, null))));
  }

  private RingFigures disk() {
    return fixture.node.figures().store().disks().getFirst();
  }

  private void settle() {
    await().atMost(LIMIT).until(() -> fixture.node.figures().fetches() == 0);
    await().atMost(LIMIT).until(() -> disk().unfinished() == 0);
  }

  private static byte[] content(int length) {
    byte[] octets = new byte[length];
    new Random(length).nextBytes(octets);
    return octets;
  }

  private static Script script(int length) {
    return Script.ok(content(length))
        .header("Cache-Control", "max-age=60")
        .header("ETag", "\"" + length + "\"");
  }

  @Test
  void responseOutlivesTheNodeAndIsThenInMemoryAgain() throws Exception {
    fixture.origin.always(script(10_000));
    fixture.get("/a");
    restart();

    RawResponse fromDisk = fixture.get("/a");
    assertThat(NodeFixture.isHit(fromDisk)).isTrue();
    assertThat(fromDisk.body()).isEqualTo(content(10_000));
    assertThat(disk().hits()).isEqualTo(1);
    assertThat(fixture.get("/a").body()).isEqualTo(content(10_000));
    assertThat(disk().hits()).isEqualTo(1);
    assertThat(fixture.origin.received()).isEmpty();
  }

  @Test
  void ageGoesOnAcrossARestart() throws Exception {
    fixture.origin.always(script(10_000));
    fixture.get("/a");
    clock.advance(Duration.ofSeconds(50));
    restart();

    assertThat(fixture.get("/a").fields().first("Age")).isEqualTo("50");
    clock.advance(Duration.ofSeconds(11));
    fixture.origin.always(Script.of(304));
    assertThat(fixture.get("/a").body()).isEqualTo(content(10_000));
    assertThat(fixture.origin.received()).hasSize(1);
  }

  private static Script variant(String language) {
    return Script.ok("in " + language)
        .header("Cache-Control", "max-age=60")
        .header("Vary", "Accept-Language")
        .header("ETag", "\"" + language + "\"");
  }

  private RawResponse getIn(String language) throws IOException {
    return fixture.get("/a", "Accept-Language: " + language);
  }

  @Test
  void latestVariantsOfAUrlOutliveTheNode() throws Exception {
    fixture.origin.on(
        "/a", asked -> variant(String.valueOf(asked.fields().first("Accept-Language"))));
    for (String language : List.of("en", "de", "fr", "it")) {
      getIn(language);
    }
    restart();

    fixture.origin.always(Script.of(500));
    for (String language : List.of("it", "fr", "de")) {
      assertThat(getIn(language).text()).isEqualTo("in " + language);
    }
    assertThat(getIn("en").status()).isEqualTo(500);
  }

  // RFC 9111 §4.1, §4.3.1
  @Test
  void variantMissAsksWhetherOneOnDiskWillDo() throws Exception {
    fixture.origin.on(
        "/a", asked -> variant(String.valueOf(asked.fields().first("Accept-Language"))));
    getIn("en");
    getIn("de");
    restart();
    fixture.origin.enqueue(
        Script.of(304).header("ETag", "\"en\"").header("Cache-Control", "max-age=600"));

    RawResponse chosen = getIn("en-GB");

    assertThat(fixture.origin.take().fields().first("If-None-Match")).isEqualTo("\"de\", \"en\"");
    assertThat(chosen.text()).isEqualTo("in en");
    assertThat(chosen.fields().first("Cache-Status"))
        .isEqualTo("node; fwd=vary-miss; fwd-status=304; stored; ttl=600; detail=vary-miss");
    restart();
    assertThat(NodeFixture.isHit(getIn("en-GB"))).isTrue();
    clock.advance(Duration.ofSeconds(100));
    assertThat(NodeFixture.isHit(getIn("en"))).isTrue();
  }

  @Test
  void variantTooLongToBeReadIntoMemoryIsFetchedAnew() throws Exception {
    fixture.origin.enqueue(variant("en").content(content(LARGE)));
    getIn("en");
    restart();
    fixture.origin.enqueue(Script.of(304).header("ETag", "\"en\""));
    fixture.origin.enqueue(variant("en"));

    assertThat(getIn("en-GB").text()).isEqualTo("in en");

    assertThat(fixture.origin.take().fields().first("If-None-Match")).isEqualTo("\"en\"");
    assertThat(fixture.origin.take().fields().contains("If-None-Match")).isFalse();
  }

  @Test
  void contentTooLongForMemoryIsServedFromDisk() throws Exception {
    fixture.origin.always(script(LARGE));
    assertThat(fixture.get("/large").body()).isEqualTo(content(LARGE));
    settle();

    RawResponse hit = fixture.get("/large");
    assertThat(NodeFixture.isHit(hit)).isTrue();
    assertThat(hit.body()).isEqualTo(content(LARGE));
    assertThat(hit.fields().first("Content-Length")).isEqualTo(Integer.toString(LARGE));
    assertThat(fixture.origin.received()).hasSize(1);
  }

  @Test
  void contentLongerThanIsVerifiedAheadIsServedPieceByPiece() throws Exception {
    int length = 9_000_000;
    fixture.origin.always(script(length));
    fixture.get("/large");
    restart();

    RawResponse hit = fixture.get("/large");
    assertThat(NodeFixture.isHit(hit)).isTrue();
    assertThat(hit.body()).isEqualTo(content(length));
  }

  @Test
  void longContentOfUnknownLengthIsStoredToo() throws Exception {
    fixture.origin.always(script(LARGE).chunked(10_000));
    assertThat(fixture.get("/large").body()).isEqualTo(content(LARGE));
    settle();

    RawResponse hit = fixture.get("/large");
    assertThat(NodeFixture.isHit(hit)).isTrue();
    assertThat(hit.body()).isEqualTo(content(LARGE));
  }

  @Test
  void longContentThatEndsEarlyIsNotStored() throws Exception {
    fixture.origin.always(script(LARGE).cutAfter(LARGE / 2));
    fixture.get("/large");
    settle();

    assertThat(disk().responses()).isZero();
  }

  // RFC 9110 §14.2
  @Test
  void partOfWhatIsOnDiskIsServed() throws Exception {
    fixture.origin.always(script(LARGE));
    fixture.get("/large");
    settle();

    RawResponse part = fixture.get("/large", "Range: bytes=1000000-1999999");
    assertThat(part.status()).isEqualTo(206);
    assertThat(part.body()).isEqualTo(Arrays.copyOfRange(content(LARGE), 1_000_000, 2_000_000));
    // Several parts are not worth the seeking: a server may send the whole.
    assertThat(fixture.get("/large", "Range: bytes=0-1,5-6").body()).isEqualTo(content(LARGE));
  }

  @Test
  void conditionsAreMetWithoutReadingContent() throws Exception {
    fixture.origin.always(script(LARGE));
    fixture.get("/large");
    settle();

    assertThat(fixture.get("/large", "If-None-Match: \"" + LARGE + "\"").status()).isEqualTo(304);
    assertThat(fixture.origin.received()).hasSize(1);
  }

  // RFC 9111 §4.3.4
  @Test
  void validationOfLongContentUpdatesItOnDisk() throws Exception {
    fixture.origin.always(script(LARGE));
    fixture.get("/large");
    settle();
    clock.advance(Duration.ofSeconds(61));
    fixture.origin.always(
        Script.of(304).header("Cache-Control", "max-age=60").header("X-New", "1"));
    assertThat(fixture.get("/large").body()).isEqualTo(content(LARGE));
    restart();

    RawResponse hit = fixture.get("/large");
    assertThat(NodeFixture.isHit(hit)).isTrue();
    assertThat(hit.fields().first("X-New")).isEqualTo("1");
    assertThat(hit.body()).isEqualTo(content(LARGE));
  }

  @Test
  void damagedContentIsFetchedAgainAndNobodyNotices() throws Exception {
    fixture.origin.always(script(LARGE));
    fixture.get("/large");
    restart();
    damage();
    fixture.origin.always(script(LARGE));

    RawResponse response = fixture.get("/large");
    assertThat(response.status()).isEqualTo(200);
    assertThat(response.body()).isEqualTo(content(LARGE));
    assertThat(NodeFixture.isHit(response)).isFalse();
    settle();
    assertThat(NodeFixture.isHit(fixture.get("/large"))).isTrue();
  }

  private void damage() throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            folder.resolve("ring-00000.seg"), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer octet = ByteBuffer.allocate(1);
      channel.read(octet, 1_500_000);
      channel.write(octet.put(0, (byte) ~octet.get(0)).flip(), 1_500_000);
    }
  }

  @Test
  void clientThatGoesAwayLeavesNothingPinned() throws Exception {
    fixture.origin.always(script(LARGE));
    fixture.get("/large");
    settle();
    try (RawHttpClient client = fixture.client()) {
      client.send(NodeFixture.request("GET", "/large"));
      client.readHead();
      client.reset();
    }
    // Were it pinned, the ring could not come round twice without losing it to a reader.
    for (int i = 0; i < 20; i++) {
      fixture.origin.always(script(LARGE + i));
      fixture.get("/" + i);
      fixture.get("/" + i);
      settle();
    }
    assertThat(disk().since().crowdedOut()).isZero();
  }

  @Test
  void purgedByAnUnsafeMethodItIsGoneFromDiskToo() throws Exception {
    fixture.origin.always(script(10_000));
    fixture.get("/a");
    settle();
    fixture.origin.always(Script.of(204));
    fixture.send("DELETE", "/a");
    restart();
    fixture.origin.always(script(10_000));

    assertThat(NodeFixture.isHit(fixture.get("/a"))).isFalse();
  }

  @Test
  void secondNodeOnTheSameDirectoryDoesNotStart() throws Exception {
    NodeConfig config = withDirectory(NodeFixture.config("second", List.of()));
    try (CacheNode second = new CacheNode(config, clock)) {
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(second::start)
          .withMessage(folder + ": is in use by another node; give each its own");
    }
  }
}
