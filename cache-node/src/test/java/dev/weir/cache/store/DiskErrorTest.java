package dev.weir.cache.store;

import static dev.weir.cache.store.ManyResponses.LENGTH;
import static dev.weir.cache.store.ManyResponses.MANY;
import static dev.weir.cache.store.StoredResponses.NOW;
import static dev.weir.cache.store.StoredResponses.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.weir.cache.entry.ContentReading;
import dev.weir.cache.entry.DiskContent;
import dev.weir.cache.entry.GrowingContent;
import dev.weir.cache.entry.SelectingFields;
import dev.weir.testing.ManualClock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What ends in an error of the virtual machine is a miss too, and nothing stops for good.
class DiskErrorTest {

  @TempDir private Path folder;
  private final FaultyDisk disk = new FaultyDisk();
  private final ManualClock clock = new ManualClock();
  private ResponseStore store;

  @BeforeEach
  void open() throws Exception {
    store = DiskStores.open(DiskStores.settings(folder, DiskStores.CAPACITY, disk), 0, clock);
    StoreProbe.load(store);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void faultThatIsNoExceptionIsAMissToo() throws Exception {
    ManyResponses.put(store);
    // What reading a mapping of a broken disk ends in.
    disk.broken = new InternalError("a fault occurred in an unsafe memory access operation");

    assertThat(ManyResponses.found(store)).isZero();
    assertThat(store.figures().disks().getFirst().since().unreadable()).isPositive();
  }

  @Test
  void faultThatIsNoExceptionEndsWhatIsBeingSent() throws Exception {
    store.close();
    store = DiskStores.open(DiskStores.settings(folder, 64 << 20, disk), 0, clock);
    int length = 6 << 20;
    GrowingContent growing = Objects.requireNonNull(store.grow(key("/large"), length));
    for (int done = 0; done < length; done += 1 << 20) {
      growing.append(ByteBuffer.allocate(1 << 20));
      StoreProbe.settle(store);
    }
    store.put(StoredResponses.of("/large", growing.whole(), SelectingFields.NONE), NOW);
    StoreProbe.settle(store);
    CompletableFuture<Recall> recalled = new CompletableFuture<>();
    store.recall(key("/large"), _ -> true, NOW, recalled::complete);
    Recall.Found found = (Recall.Found) recalled.get(20, TimeUnit.SECONDS);
    disk.broken = new OutOfMemoryError("Cannot reserve direct buffer memory");

    try (ContentReading reading =
        StoreProbe.read((DiskContent) found.variant().response().content())) {
      StoreProbe.next(reading);
      assertThatExceptionOfType(ExecutionException.class)
          .isThrownBy(() -> StoreProbe.next(reading))
          .withMessageContaining("direct buffer memory");
    }
    found.lease().release();
  }

  @Test
  void errorWhileWritingDoesNotEndWriting() throws Exception {
    ManyResponses.put(store);
    disk.broken = new OutOfMemoryError("Cannot reserve direct buffer memory");
    store.put(StoredResponses.patterned("/more", LENGTH), NOW);
    StoreProbe.settle(store);
    assertThat(StoreProbe.find(store, key("/more"))).isNull();

    disk.broken = null;
    store.put(StoredResponses.patterned("/more", LENGTH), NOW);
    StoreProbe.settle(store);
    assertThat(StoreProbe.find(store, key("/more"))).isNotNull();
    assertThat(ManyResponses.found(store)).isEqualTo(MANY);
  }

  @Test
  void errorWhileLoadingDoesNotKeepTheRingLoading() throws Exception {
    store.close();
    store = DiskStores.open(DiskStores.settings(folder, 1 << 20, disk), 0, clock);
    ManyResponses.put(store);
    store.close();
    CountDownLatch gate = new CountDownLatch(1);
    disk.unloaded = gate;
    forgetSummaries();
    store = DiskStores.open(DiskStores.settings(folder, 1 << 20, disk), 0, clock);
    disk.broken = new OutOfMemoryError("Cannot reserve direct buffer memory");
    gate.countDown();

    StoreProbe.load(store);
    disk.broken = null;
    store.put(StoredResponses.patterned("/more", LENGTH), NOW);
    StoreProbe.settle(store);
    assertThat(StoreProbe.find(store, key("/more"))).isNotNull();
  }

  private void forgetSummaries() throws IOException {
    try (DirectoryStream<Path> summaries = Files.newDirectoryStream(folder, "*.sum")) {
      for (Path summary : summaries) {
        Files.delete(summary);
      }
    }
  }
}
