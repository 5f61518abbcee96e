package dev.weir.cache.store;

import static dev.weir.cache.store.StoredResponses.NOW;
import static dev.weir.cache.store.StoredResponses.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cache.entry.GrowingContent;
import dev.weir.cache.entry.SelectingFields;
import dev.weir.cache.entry.StoredResponse;
import dev.weir.cache.store.StoreProbe.Found;
import dev.weir.cache.store.segment.Disk;
import dev.weir.http.Fields;
import dev.weir.testing.ManualClock;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is on disk is there again when the node is started again.
class RestartTest {

  @TempDir private Path folder;
  private ResponseStore store;

  @BeforeEach
  void open() throws Exception {
    store =
        DiskStores.open(
            DiskStores.settings(folder, DiskStores.CAPACITY, Disk.LOCAL), 0, new ManualClock());
  }

  @AfterEach
  void close() {
    store.close();
  }

  private void restart() throws Exception {
    store.close();
    open();
    StoreProbe.load(store);
  }

  private boolean isThere(String path) throws Exception {
    return StoreProbe.find(store, key(path)) != null;
  }

  private Found found(String path) throws Exception {
    return StoreProbe.found(store, key(path));
  }

  @Test
  void whatWasStoredIsFoundWithEverythingItSaid() throws Exception {
    StoredResponse response = StoredResponses.patterned("/a", 5000);
    store.put(response, NOW);
    for (int i = 0; i < 300; i++) {
      store.put(StoredResponses.patterned("/" + i, i * 7), NOW);
    }
    restart();

    assertThat(found("/a").response().facts()).isEqualTo(response.facts());
    assertThat(found("/a").response().fields()).isEqualTo(response.fields());
    for (int i = 0; i < 300; i++) {
      assertThat(found("/" + i).content()).isEqualTo(StoredResponses.pattern("/" + i, i * 7));
    }
  }

  @Test
  void variantsAndReplacementsAreAsTheyWereLast() throws Exception {
    store.put(StoredResponses.variant("/v", "de"), NOW);
    store.put(StoredResponses.variant("/v", "fr"), NOW);
    store.put(StoredResponses.of("/a", 10), NOW);
    store.put(StoredResponses.patterned("/a", 20), NOW);
    restart();

    assertThat(store.figures().disks().getFirst().responses()).isEqualTo(3);
    assertThat(found("/a").content()).isEqualTo(StoredResponses.pattern("/a", 20));
    assertThat(
            StoreProbe.find(
                store, key("/v"), selecting -> "de".equals(selecting.value("accept-language"))))
        .isNotNull();
  }

  @Test
  void whatWasInvalidatedStaysGone() throws Exception {
    store.put(StoredResponses.of("/a", 10), NOW);
    store.put(StoredResponses.of("/b", 10), NOW);
    restart();
    store.invalidate(key("/a"));
    restart();
    restart();

    assertThat(isThere("/a")).isFalse();
    assertThat(isThere("/b")).isTrue();
  }

  @Test
  void whatWasInvalidatedAndStoredAgainIsThere() throws Exception {
    store.put(StoredResponses.of("/a", 10), NOW);
    store.invalidate(key("/a"));
    store.put(StoredResponses.patterned("/a", 30), NOW);
    restart();

    assertThat(found("/a").content()).isEqualTo(StoredResponses.pattern("/a", 30));
  }

  @Test
  void validatedResponseKeepsItsContentWhereItWas() throws Exception {
    StoredResponse old = StoredResponses.patterned("/a", 90_000);
    store.put(old, NOW);
    StoreProbe.settle(store);
    long before = store.figures().disks().getFirst().filledBytes();
    Fields fields = old.fields().plus("X-New", "1");
    store.update(old, old.withFreshened(fields, old.facts()), NOW);
    StoreProbe.settle(store);
    assertThat(store.figures().disks().getFirst().filledBytes() - before).isLessThan(2000);
    restart();

    assertThat(found("/a").response().fields()).isEqualTo(fields);
    assertThat(found("/a").content()).isEqualTo(StoredResponses.pattern("/a", 90_000));
  }

  @Test
  void contentLongerThanSegmentsIsThereWhole() throws Exception {
    int length = (int) (DiskStores.CAPACITY / 5);
    byte[] content = StoredResponses.pattern("/large", length);
    GrowingContent growing = Objects.requireNonNull(store.grow(key("/large"), -1));
    for (int done = 0; done < length; done += 10_000) {
      ByteBuffer piece = ByteBuffer.wrap(content, done, Math.min(10_000, length - done));
      assertThat(growing.append(piece)).isTrue();
    }
    store.put(StoredResponses.of("/large", growing.whole(), SelectingFields.NONE), NOW);
    StoreProbe.settle(store);
    assertThat(found("/large").content()).isEqualTo(content);
    restart();

    assertThat(found("/large").content()).isEqualTo(content);
    assertThat(found("/large").response().content().length()).isEqualTo(length);
  }

  @Test
  void contentThatWasAbandonedLeavesNothing() throws Exception {
    GrowingContent growing = Objects.requireNonNull(store.grow(key("/large"), -1));
    growing.append(ByteBuffer.allocate(500_000));
    growing.abandon();
    restart();

    assertThat(isThere("/large")).isFalse();
    assertThat(store.figures().disks().getFirst().responses()).isZero();
  }

  @Test
  void writingGoesOnWhereItEnded() throws Exception {
    for (int round = 0; round < 5; round++) {
      store.put(StoredResponses.patterned("/" + round, 100), NOW);
      restart();
    }
    for (int round = 0; round < 5; round++) {
      assertThat(isThere("/" + round)).isTrue();
    }
    assertThat(store.figures().disks().getFirst().filledBytes()).isLessThan(10_000);
  }

  private void reopen(long capacity) throws Exception {
    store.close();
    store =
        DiskStores.open(DiskStores.settings(folder, capacity, Disk.LOCAL), 0, new ManualClock());
    StoreProbe.load(store);
  }

  @ParameterizedTest
  @CsvSource({"8, 4", "1024, 512"})
  void whatWasPurgedWhileTheRingWasSmallerDoesNotComeBack(long megabytes, long fewer)
      throws Exception {
    reopen(megabytes << 20);
    for (int i = 0; i < 40; i++) {
      store.put(StoredResponses.of("/" + i, (int) (megabytes << 20) / 64), NOW);
      StoreProbe.settle(store);
    }
    reopen(fewer << 20);
    store.remove(key("/1"));
    store.remove(key("/35"));
    reopen(megabytes << 20);

    assertThat(isThere("/1")).isFalse();
    assertThat(isThere("/35")).isFalse();
    store.put(StoredResponses.of("/b", 10), NOW);
    StoreProbe.settle(store);
    assertThat(isThere("/b")).isTrue();
  }

  @Test
  void differentSizeBeginsEmpty() throws Exception {
    store.put(StoredResponses.of("/a", 10), NOW);
    store.close();
    store =
        DiskStores.open(
            DiskStores.settings(folder, DiskStores.CAPACITY / 2, Disk.LOCAL), 0, new ManualClock());
    StoreProbe.load(store);

    assertThat(isThere("/a")).isFalse();
    store.put(StoredResponses.of("/b", 10), NOW);
    StoreProbe.settle(store);
    assertThat(isThere("/b")).isTrue();
  }
}
