package dev.weir.cache.store;

import static dev.weir.cache.store.StoredResponses.NOW;
import static dev.weir.cache.store.StoredResponses.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.cache.entry.StoredFacts;
import dev.weir.cache.store.ring.RingFigures;
import dev.weir.cache.store.segment.Segments;
import dev.weir.testing.ManualClock;
import java.io.IOException;
import java.io.InputStream;
import java.lang.Thread.State;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is written while the ring is still being loaded is right, however late that comes and
/// whatever goes wrong with it.
class LoadingTest {

  private static final int CAPACITY = 1 << 20;
  private static final int LENGTH = 8000;
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final int FILLING = 2 * CAPACITY / LENGTH;

  /// As many invalidations as are kept in mind while the disk does not take them.
  private static final int MOST_OWED = 100_000;

  @TempDir private Path folder;
  private final FaultyDisk disk = new FaultyDisk();
  private final ManualClock clock = new ManualClock();
  private ResponseStore store;

  @BeforeEach
  void open() throws Exception {
    store = DiskStores.open(DiskStores.settings(folder, CAPACITY, disk), 0, clock);
  }

  @AfterEach
  void close() {
    store.close();
  }

  /// A second time where need be: while the ring is full, only what has been seen before is let in.
  private void put(String path) {
    for (int i = 0; i < 2; i++) {
      if (!store.hasMore(key(path), null)) {
        store.put(StoredResponses.patterned(path, LENGTH), NOW);
        StoreProbe.settle(store);
      }
    }
  }

  private void fill() {
    StoreProbe.load(store);
    for (int i = 0; i < FILLING; i++) {
      put("/old" + i);
    }
    store.close();
  }

  private RingFigures figures() {
    return store.figures().disks().getFirst();
  }

  private Path latestSegment(int fromTheEnd) throws IOException {
    try (Segments segments = Segments.inspect(folder, (_, _) -> {})) {
      return segments.filled().reversed().get(fromTheEnd).file();
    }
  }

  private void forgetSummaries() throws IOException {
    try (DirectoryStream<Path> summaries = Files.newDirectoryStream(folder, "*.sum")) {
      for (Path summary : summaries) {
        Files.delete(summary);
      }
    }
  }

  private List<String> present(String prefix, int most) {
    List<String> present = new ArrayList<>();
    for (int i = 0; i < most; i++) {
      if (store.hasMore(key(prefix + i), null)) {
        present.add(prefix + i);
      }
    }
    return present;
  }

  private void assertRight(List<String> paths) throws Exception {
    for (String path : paths) {
      assertThat(StoreProbe.found(store, key(path)).content())
          .isEqualTo(StoredResponses.pattern(path, LENGTH));
    }
  }

  @Test
  void segmentBegunAnewBeforeItIsLoadedIsLeftAlone() throws Exception {
    fill();
    forgetSummaries();
    Path late = latestSegment(1);
    byte[] before = header(late);
    CountDownLatch gate = new CountDownLatch(1);
    disk.unloaded = gate;
    open();
    int count = 0;
    // Until that segment has been begun anew, and some more.
    for (int more = 0; more < 4; count++) {
      put("/new" + count);
      more += Arrays.equals(header(late), before) ? 0 : 1;
    }
    gate.countDown();
    StoreProbe.load(store);
    for (int i = 0; i < 4; i++) {
      put("/new" + count++);
    }

    List<String> present = present("/new", count);
    assertThat(present).contains("/new" + (count - 8), "/new" + (count - 1));
    assertRight(present);
    assertRight(present("/old", FILLING));
    assertThat(figures().since().unreadable()).isZero();
    store.close();
    open();
    StoreProbe.load(store);
    assertThat(present("/new", count)).containsAll(present);
    assertRight(present("/new", count));
  }

  @Test
  void whatIsMadeStaleBeforeItIsLoadedIsStaleForGood() throws Exception {
    fill();
    forgetSummaries();
    CountDownLatch gate = new CountDownLatch(1);
    disk.unloaded = gate;
    open();
    List<String> loaded = present("/old", FILLING);
    Thread purge =
        Thread.ofPlatform()
            .start(() -> {
              for (int i = 0; i < FILLING; i++) {
                store.makeStale(key("/old" + i), NOW);
              }
            });
    await()
        .atMost(LIMIT)
        .until(() -> purge.getState() != State.RUNNABLE && purge.getState() != State.NEW);
    gate.countDown();
    assertThat(purge.join(LIMIT)).isTrue();
    StoreProbe.settle(store);
    store.close();
    open();
    StoreProbe.load(store);

    List<String> present = present("/old", FILLING);
    assertThat(present).hasSizeGreaterThan(loaded.size());
    for (String path : present) {
      assertThat(StoreProbe.found(store, key(path)).response().facts().flags())
          .contains(StoredFacts.Flag.PURGED);
    }
  }

  private static byte[] header(Path segment) throws IOException {
    try (InputStream in = Files.newInputStream(segment)) {
      return in.readNBytes(64);
    }
  }

  @Test
  void latestSegmentThatCannotBeReadToItsEndIsNotWrittenTo() throws Exception {
    StoreProbe.load(store);
    for (int i = 0; i < 14; i++) {
      put("/old" + i);
    }
    store.close();
    disk.unreadableFrom = 10 * (LENGTH + 600);
    open();
    disk.unreadableFrom = Long.MAX_VALUE;
    StoreProbe.load(store);
    List<String> known = present("/old", 14);
    assertThat(known).hasSizeBetween(5, 13);
    for (int i = 0; i < 5; i++) {
      put("/new" + i);
    }

    assertRight(known);
    assertThat(present("/new", 5)).hasSize(5);
    store.close();
    open();
    StoreProbe.load(store);
    assertThat(present("/old", 14)).hasSize(14);
    assertRight(present("/old", 14));
    assertRight(present("/new", 5));
  }

  /// Large enough for a tombstone for each of them.
  private void openLarge() throws IOException {
    store = DiskStores.open(DiskStores.settings(folder, 64 << 20, disk), 0, clock);
  }

  @Test
  void whatIsInvalidatedInVainIsGoneForGoodHoweverMuchItIs() throws Exception {
    store.close();
    openLarge();
    StoreProbe.load(store);
    int many = 1500;
    for (int i = 0; i < many; i++) {
      put("/old" + i);
    }
    store.close();
    forgetSummaries();
    CountDownLatch gate = new CountDownLatch(1);
    disk.unloaded = gate;
    openLarge();
    disk.full = true;
    put("/new");
    for (int i = 0; i < MOST_OWED; i++) {
      store.invalidate(key("/gone" + i));
    }
    for (int i = 0; i < many; i++) {
      store.invalidate(key("/old" + i));
    }
    gate.countDown();
    StoreProbe.load(store);
    assertThat(present("/old", many)).isEmpty();
    assertThat(store.flush()).isFalse();
    disk.full = false;
    clock.advance(Duration.ofSeconds(11));
    put("/more");
    assertThat(store.flush()).isTrue();

    store.close();
    openLarge();
    StoreProbe.load(store);
    assertThat(present("/old", many)).isEmpty();
    assertRight(List.of("/more"));
  }
}
