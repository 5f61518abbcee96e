package dev.weir.cache.store;

import static dev.weir.cache.store.StoredResponses.NOW;
import static dev.weir.cache.store.StoredResponses.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.weir.cache.entry.ContentReading;
import dev.weir.cache.entry.DiskContent;
import dev.weir.cache.entry.SelectingFields;
import dev.weir.cache.entry.StoredContent;
import dev.weir.cache.entry.StoredResponse;
import dev.weir.cache.store.segment.Disk;
import dev.weir.testing.ManualClock;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A full ring overwrites what is oldest, but neither what is in use nor what is being read.
class ReclaimTest {

  private static final int CAPACITY = 1 << 20;
  private static final int LENGTH = 8000;

  /// More than fits.
  private static final int MANY = 3 * CAPACITY / LENGTH;

  @TempDir private Path folder;
  private ResponseStore store;

  @BeforeEach
  void open() throws Exception {
    store =
        DiskStores.open(DiskStores.settings(folder, CAPACITY, Disk.LOCAL), 0, new ManualClock());
    StoreProbe.load(store);
  }

  @AfterEach
  void close() {
    store.close();
  }

  /// A second time where need be: while the ring is full, only what has been seen before is let in.
  private void put(String path) {
    store.put(StoredResponses.patterned(path, LENGTH), NOW);
    StoreProbe.settle(store);
    if (!store.hasMore(key(path), null)) {
      store.put(StoredResponses.patterned(path, LENGTH), NOW);
      StoreProbe.settle(store);
    }
  }

  private void assertRight(String path) throws Exception {
    assertThat(StoreProbe.found(store, key(path)).content())
        .isEqualTo(StoredResponses.pattern(path, LENGTH));
  }

  @Test
  void oldestIsOverwrittenAndTheRestIsRight() throws Exception {
    for (int i = 0; i < MANY; i++) {
      put("/" + i);
    }

    assertThat(StoreProbe.find(store, key("/0"))).isNull();
    assertRight("/" + (MANY - 1));
    for (int i = 0; i < MANY; i++) {
      if (StoreProbe.find(store, key("/" + i)) != null) {
        assertRight("/" + i);
      }
    }
    long present = store.figures().disks().getFirst().responses();
    assertThat(present).isBetween(CAPACITY / LENGTH / 4L, CAPACITY / (long) LENGTH);
    assertThat(store.figures().disks().getFirst().filledBytes()).isLessThanOrEqualTo(CAPACITY);
  }

  @Test
  void whatIsUsedIsWrittenAgainBeforeItsTurnComes() throws Exception {
    put("/hot");
    for (int i = 0; i < MANY; i++) {
      put("/" + i);
      assertRight("/hot");
    }
    assertThat(store.figures().disks().getFirst().since().rescued()).isPositive();
  }

  @Test
  void whatIsUsedIsTakenAlongAsFarAsThereIsRoomHoweverLongWhatSelectsIt() throws Exception {
    for (int i = 0; i < 12; i++) {
      SelectingFields selecting = new SelectingFields(Map.of("cookie", "x".repeat(25_000) + i));
      store.put(StoredResponses.of("/hot" + i, StoredContent.copyOf(new byte[10]), selecting), NOW);
      StoreProbe.settle(store);
      StoreProbe.found(store, key("/hot" + i));
    }
    for (int i = 0; i < MANY; i++) {
      put("/" + i);
    }

    assertThat(store.figures().disks().getFirst().since().rescued()).isPositive();
    assertThat(store.figures().disks().getFirst().since().failedWrites()).isZero();
    assertRight("/" + (MANY - 1));
  }

  @Test
  void fileThatCannotBeHadIsDoneWithout() throws Exception {
    store.close();
    FaultyDisk disk = new FaultyDisk();
    disk.missing = folder.resolve("ring-00003.seg");
    store = DiskStores.open(DiskStores.settings(folder, CAPACITY, disk), 0, new ManualClock());
    put("/hot");
    for (int i = 0; i < MANY; i++) {
      put("/" + i);
      assertRight("/hot");
    }

    assertThat(store.failing()).isEmpty();
    assertThat(store.figures().disks().getFirst().since().unreadable()).isEqualTo(1);
    assertThat(store.figures().disks().getFirst().notAdmitted()).isPositive();
    assertRight("/" + (MANY - 1));
  }

  @Test
  void whatIsSeenOnceIsNotLetInWhileFull() throws Exception {
    for (int i = 0; i < MANY; i++) {
      put("/" + i);
    }
    store.put(StoredResponses.patterned("/once", LENGTH), NOW);
    StoreProbe.settle(store);

    assertThat(StoreProbe.find(store, key("/once"))).isNull();
    assertThat(store.figures().disks().getFirst().notAdmitted()).isPositive();
  }

  @Test
  void whatAClientIsBeingSentIsNotOverwritten() throws Exception {
    put("/slow");
    Recall.Found found = recall("/slow");
    assertThat(found.variant().response().content()).isInstanceOf(DiskContent.class);
    ContentReading reading = StoreProbe.read((DiskContent) found.variant().response().content());
    ByteBuffer piece = StoreProbe.next(reading);
    ByteBuffer before = ByteBuffer.allocate(LENGTH).put(piece.duplicate()).flip();
    for (int i = 0; i < MANY; i++) {
      put("/" + i);
    }

    assertThat(piece.duplicate()).isEqualTo(before);
    assertThat(before.array()).isEqualTo(StoredResponses.pattern("/slow", LENGTH));
    assertRight("/" + (MANY - 1));
    reading.close();
    found.lease().release();
  }

  @Test
  void whenEverythingIsBeingReadStoringIsGivenUpAndServingGoesOn() throws Exception {
    List<Recall.Found> readers = new ArrayList<>();
    for (int i = 0; store.figures().disks().getFirst().since().crowdedOut() == 0; i++) {
      put("/" + i);
      if (store.hasMore(key("/" + i), null)) {
        readers.add(recall("/" + i));
      }
    }
    for (int i = 0; i < MANY; i++) {
      put("/more" + i);
    }
    assertThat(readers).hasSizeGreaterThan(CAPACITY / LENGTH / 2);
    for (int i = 0; i < readers.size(); i++) {
      assertThat(StoreProbe.octets(readers.get(i).variant().response().content()))
          .isEqualTo(StoredResponses.pattern("/" + i, LENGTH));
    }
    readers.forEach(reader -> reader.lease().release());
    put("/after");
    assertRight("/after");
  }

  @Test
  void validatedResponseIsWrittenAgainWhenItsContentIsToGo() throws Exception {
    StoredResponse old = StoredResponses.patterned("/a", LENGTH);
    store.put(old, NOW);
    StoreProbe.settle(store);
    for (int i = 0; i < CAPACITY / LENGTH / 2; i++) {
      put("/" + i);
    }
    store.update(old, old.withFreshened(old.fields().plus("X-New", "1"), old.facts()), NOW);
    StoreProbe.settle(store);
    assertRight("/a");
    for (int i = 0; i < MANY; i++) {
      put("/more" + i);
      assertRight("/a");
    }
    assertThat(StoreProbe.found(store, key("/a")).response().fields().contains("X-New")).isTrue();
  }

  /// What makes room for the update then writes the response again, as it was before.
  @Test
  void validatedResponseStaysWhereItWasWrittenAgainForThatVeryUpdate() throws Exception {
    StoredResponse now = StoredResponses.patterned("/hot", LENGTH);
    store.put(now, NOW);
    StoreProbe.settle(store);
    for (int i = 0; i < MANY; i++) {
      StoredResponse old = now;
      now = old.withFreshened(old.fields().with("X-New", i + "x".repeat(LENGTH / 2)), old.facts());
      store.update(old, now, NOW);
      StoreProbe.settle(store);
      assertThat(StoreProbe.found(store, key("/hot")).response().fields()).isEqualTo(now.fields());
    }
    assertThat(store.figures().disks().getFirst().since().rescued()).isPositive();
    store.close();
    open();

    assertThat(StoreProbe.found(store, key("/hot")).response().fields()).isEqualTo(now.fields());
    assertRight("/hot");
  }

  /// Room made for one variant moves others, whose turn is still to come; for some there is none.
  @Test
  void everyVariantIsMadeStaleWhereTheyAreWrittenAgainMeanwhile() throws Exception {
    List<String> languages = List.of("de", "en", "fr", "it", "nl", "pl");
    int seen = 0;
    for (int i = 0; i < 2 * MANY; i++) {
      Instant since = NOW.minusSeconds(i);
      store.makeStale(key("/hot"), since);
      StoreProbe.settle(store);
      for (String language : languages) {
        StoreProbe.Found found =
            StoreProbe.find(
                store, key("/hot"), selecting -> selecting.values().containsValue(language));
        if (found == null) {
          putVariant(language);
        } else {
          seen++;
          assertThat(found.response().facts().expiry()).as(language).isEqualTo(since);
        }
      }
    }
    assertThat(seen).isGreaterThan(languages.size() * MANY);
    assertThat(store.figures().disks().getFirst().since().rescued()).isPositive();
  }

  private void putVariant(String language) {
    SelectingFields selecting = new SelectingFields(Map.of("accept-language", language));
    store.put(StoredResponses.of("/hot", StoredContent.copyOf(new byte[LENGTH]), selecting), NOW);
    StoreProbe.settle(store);
  }

  @Test
  void validatedResponseThatNobodyUsesGoesWithItsContent() throws Exception {
    StoredResponse old = StoredResponses.patterned("/a", LENGTH);
    store.put(old, NOW);
    StoreProbe.settle(store);
    int half = CAPACITY / LENGTH / 2;
    for (int i = 0; i < half; i++) {
      put("/" + i);
    }
    store.update(old, old.withFreshened(old.fields().plus("X-New", "1"), old.facts()), NOW);
    StoreProbe.settle(store);
    for (int i = half; i < CAPACITY / LENGTH + 40; i++) {
      put("/" + i);
    }

    // What stands of it is younger than the oldest segment, but its content was in an older one.
    assertThat(store.hasMore(key("/a"), null)).isFalse();
    assertThat(store.figures().disks().getFirst().since().unreadable()).isZero();
  }

  @Test
  void tombstonesOutliveWhatTheyAreAbout() throws Exception {
    for (int i = 0; i < 40; i++) {
      put("/" + i);
    }
    for (int i = 0; i < 40; i += 2) {
      store.invalidate(key("/" + i));
    }
    for (int i = 0; i < MANY / 2; i++) {
      put("/more" + i);
      if (i % 40 == 0) {
        store.close();
        open();
      }
      for (int gone = 0; gone < 40; gone += 2) {
        assertThat(store.hasMore(key("/" + gone), null)).isFalse();
      }
    }
  }

  private Recall.Found recall(String path) throws Exception {
    CompletableFuture<Recall> recalled = new CompletableFuture<>();
    store.recall(key(path), _ -> true, NOW, recalled::complete);
    return assertThat(recalled.get(20, TimeUnit.SECONDS))
        .asInstanceOf(type(Recall.Found.class))
        .actual();
  }
}
