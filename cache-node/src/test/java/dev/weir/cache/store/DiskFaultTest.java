package dev.weir.cache.store;

import static dev.weir.cache.store.ManyResponses.LENGTH;
import static dev.weir.cache.store.ManyResponses.MANY;
import static dev.weir.cache.store.StoredResponses.NOW;
import static dev.weir.cache.store.StoredResponses.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.weir.cache.entry.GrowingContent;
import dev.weir.testing.ManualClock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever is wrong with the disk, a response is found as it was stored or not at all.
class DiskFaultTest {

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

  private Path segment() {
    return folder.resolve("ring-00000.seg");
  }

  private void damage(Path file, long from, long to, int times) throws IOException {
    Random random = new Random(1);
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      for (int i = 0; i < times; i++) {
        long position = from + (long) (random.nextDouble() * (to - from));
        ByteBuffer octet = ByteBuffer.allocate(1);
        channel.read(octet, position);
        octet.put(0, (byte) (octet.get(0) ^ 1 << random.nextInt(8)));
        channel.write(octet.flip(), position);
      }
    }
  }

  @Test
  void flippedBitsAreMisses() throws Exception {
    ManyResponses.put(store);
    damage(segment(), 64, MANY * 3400L, 100);

    assertThat(ManyResponses.found(store)).isBetween(MANY / 4, MANY - 20);
    assertThat(store.figures().disks().getFirst().since().unreadable()).isPositive();
    // What was found damaged is not looked for again.
    long unreadable = store.figures().disks().getFirst().since().unreadable();
    ManyResponses.found(store);
    assertThat(store.figures().disks().getFirst().since().unreadable()).isEqualTo(unreadable);
  }

  @Test
  void flippedBitsAreMissesAfterARestartToo() throws Exception {
    ManyResponses.put(store);
    store.close();
    damage(segment(), 64, MANY * 3400L, 3);
    open();

    assertThat(ManyResponses.found(store)).isLessThan(MANY);
    ManyResponses.put(store);
    assertThat(ManyResponses.found(store)).isEqualTo(MANY);
  }

  @Test
  void fileTruncatedUnderTheNodeIsAMiss() throws Exception {
    ManyResponses.put(store);
    try (FileChannel channel = FileChannel.open(segment(), StandardOpenOption.WRITE)) {
      channel.truncate(MANY * 1000L);
    }
    assertThat(ManyResponses.found(store)).isBetween(1, MANY - 1);
  }

  @Test
  void truncatedFileLosesWhatIsMissing() throws Exception {
    ManyResponses.put(store);
    store.close();
    try (FileChannel channel = FileChannel.open(segment(), StandardOpenOption.WRITE)) {
      channel.truncate(MANY * 1000L);
    }
    open();

    assertThat(ManyResponses.found(store)).isBetween(1, MANY - 1);
    ManyResponses.put(store);
    assertThat(ManyResponses.found(store)).isEqualTo(MANY);
  }

  @Test
  void emptyFileIsAnEmptySegment() throws Exception {
    ManyResponses.put(store);
    store.close();
    Files.write(segment(), new byte[0]);
    open();

    assertThat(ManyResponses.found(store)).isZero();
    ManyResponses.put(store);
    assertThat(ManyResponses.found(store)).isEqualTo(MANY);
  }

  @Test
  void foreignFilesCountAsEmpty() throws Exception {
    store.close();
    byte[] foreign = new byte[10_000];
    new Random(2).nextBytes(foreign);
    Files.write(segment(), foreign);
    Files.write(folder.resolve("ring-00001.seg"), new byte[] {1});
    Files.writeString(folder.resolve("notes.txt"), "not ours");
    open();

    assertThat(ManyResponses.found(store)).isZero();
    ManyResponses.put(store);
    assertThat(ManyResponses.found(store)).isEqualTo(MANY);
    assertThat(folder.resolve("notes.txt")).hasContent("not ours");
  }

  @Test
  void otherFormatVersionCountsAsEmpty() throws Exception {
    ManyResponses.put(store);
    store.close();
    try (FileChannel channel = FileChannel.open(segment(), StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.allocate(4).putInt(0, 999), 8);
    }
    open();

    assertThat(ManyResponses.found(store)).isZero();
    ManyResponses.put(store);
    assertThat(ManyResponses.found(store)).isEqualTo(MANY);
  }

  @Test
  void fullDiskStopsStoringAndNothingElse() throws Exception {
    ManyResponses.put(store);
    disk.full = true;
    store.put(StoredResponses.patterned("/more", LENGTH), NOW);
    StoreProbe.settle(store);

    assertThat(StoreProbe.find(store, key("/more"))).isNull();
    assertThat(ManyResponses.found(store)).isEqualTo(MANY);
    assertThat(store.failing()).containsExactly(folder.toString());

    disk.full = false;
    clock.advance(Duration.ofSeconds(11));
    store.put(StoredResponses.patterned("/more", LENGTH), NOW);
    StoreProbe.settle(store);
    assertThat(StoreProbe.found(store, key("/more")).content())
        .isEqualTo(StoredResponses.pattern("/more", LENGTH));
    assertThat(store.failing()).isEmpty();
    store.close();
    open();
    assertThat(ManyResponses.found(store)).isEqualTo(MANY);
  }

  @Test
  void whatIsInvalidatedWhileTheDiskIsFullStaysGone() throws Exception {
    ManyResponses.put(store);
    disk.full = true;
    store.invalidate(key("/0"));
    StoreProbe.settle(store);
    assertThat(StoreProbe.find(store, key("/0"))).isNull();

    disk.full = false;
    clock.advance(Duration.ofSeconds(11));
    store.put(StoredResponses.patterned("/more", LENGTH), NOW);
    StoreProbe.settle(store);
    store.close();
    open();
    assertThat(ManyResponses.found(store)).isEqualTo(MANY - 1);
    assertThat(StoreProbe.find(store, key("/0"))).isNull();
  }

  @Test
  void whatIsNewAndCannotBeWrittenNeedsNoTombstone() throws Exception {
    ManyResponses.put(store);
    disk.full = true;
    store.put(StoredResponses.patterned("/new", LENGTH), NOW);
    for (int i = 0; i < 3; i++) {
      store.put(StoredResponses.patterned("/0", LENGTH), NOW);
      StoreProbe.settle(store);
    }
    disk.full = false;
    clock.advance(Duration.ofSeconds(11));
    store.put(StoredResponses.patterned("/more", LENGTH), NOW);
    StoreProbe.settle(store);

    assertThat(store.figures().disks().getFirst().since().buried()).isEqualTo(1);
    store.close();
    open();
    assertThat(StoreProbe.find(store, key("/0"))).isNull();
  }

  @Test
  void whatWasToBeForgottenIsWrittenDownBeforeAnOrderlyEnd() throws Exception {
    ManyResponses.put(store);
    disk.full = true;
    store.put(StoredResponses.patterned("/new", LENGTH), NOW);
    StoreProbe.settle(store);
    store.invalidate(key("/0"));
    StoreProbe.settle(store);
    disk.full = false;

    store.close();
    open();
    assertThat(StoreProbe.find(store, key("/0"))).isNull();
    assertThat(StoreProbe.find(store, key("/1"))).isNotNull();
  }

  @Test
  void clockSetBackDoesNotMakeAPauseLonger() throws Exception {
    disk.full = true;
    store.put(StoredResponses.patterned("/0", LENGTH), NOW);
    StoreProbe.settle(store);
    assertThat(store.failing()).isNotEmpty();
    disk.full = false;
    clock.advance(Duration.ofDays(-1));

    assertThat(store.failing()).isEmpty();
    ManyResponses.put(store);
    assertThat(ManyResponses.found(store)).isEqualTo(MANY);
  }

  @Test
  void whatCannotBeBroughtToTheDiskItselfIsNotSaidToBeThere() throws Exception {
    ManyResponses.put(store);
    disk.unsyncable = true;
    assertThat(store.flush()).isFalse();
    assertThat(store.failing()).isNotEmpty();
    disk.unsyncable = false;
    // What the system says right after a failure is not to be relied on.
    assertThat(store.flush()).isFalse();

    clock.advance(Duration.ofSeconds(11));
    assertThat(store.flush()).isTrue();
  }

  @Test
  void onlySoMuchLongContentArrivesAtOnce() {
    List<GrowingContent> arriving = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      GrowingContent growing = store.grow(key("/" + i), -1);
      if (growing != null) {
        growing.append(ByteBuffer.allocate(1));
        arriving.add(growing);
      }
    }
    assertThat(arriving).hasSizeBetween(8, 100);
    assertThat(store.figures().disks().getFirst().since().crowdedOut()).isPositive();

    arriving.removeFirst().abandon();
    assertThat(store.grow(key("/a"), -1)).isNotNull();
    assertThat(store.grow(key("/b"), -1)).isNull();
    arriving.removeFirst().whole();
    assertThat(store.grow(key("/b"), -1)).isNotNull();
  }

  @Test
  void unreadableDiskIsAMiss() throws Exception {
    ManyResponses.put(store);
    disk.unreadable = true;

    assertThat(ManyResponses.found(store)).isZero();
    disk.unreadable = false;
    ManyResponses.put(store);
    assertThat(ManyResponses.found(store)).isEqualTo(MANY);
  }

  @Test
  void slowDiskMakesStoringGiveUpNotWait() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    disk.stuck = gate;
    for (int i = 0; i < 10 * MANY; i++) {
      store.put(StoredResponses.patterned("/" + i, LENGTH), NOW);
    }
    assertThat(store.figures().disks().getFirst().waitingBytes()).isLessThanOrEqualTo(4 << 20);
    assertThat(store.figures().disks().getFirst().since().crowdedOut()).isPositive();
    disk.stuck = null;
    gate.countDown();
    StoreProbe.settle(store);
    assertThat(ManyResponses.found(store)).isEqualTo(MANY);
  }

  @Test
  void directoryInUseIsRefusedAndNotDisturbed() throws Exception {
    ManyResponses.put(store);

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(this::openAgain)
        .withMessage(folder + ": is in use by another node; give each its own");
    assertThat(ManyResponses.found(store)).isEqualTo(MANY);
  }

  private void openAgain() throws IOException {
    DiskStores.open(DiskStores.settings(folder, DiskStores.CAPACITY, disk), 0, clock).close();
  }

  @Test
  void fileInThePlaceOfTheDirectoryIsRefused() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() ->
            DiskStores.open(DiskStores.settings(file, DiskStores.CAPACITY, disk), 0, clock).close())
        .withMessage(file + ": is a file; the disk store needs a directory");
  }
}
