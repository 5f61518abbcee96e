package dev.weir.cache.store;

import static dev.weir.cache.store.StoredResponses.NOW;
import static dev.weir.cache.store.StoredResponses.key;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Full segments have a summary beside them; with it, without it, or with a wrong one, the same is
/// there after a start.
class SummaryTest {

  private static final int COUNT = 300;

  @TempDir private Path folder;
  private ResponseStore store;

  @BeforeEach
  void fill() throws Exception {
    store = DiskStores.open(folder, 0);
    for (int i = 0; i < COUNT; i++) {
      store.put(StoredResponses.patterned("/" + i, 16_000), NOW);
      StoreProbe.settle(store);
    }
  }

  @AfterEach
  void close() {
    store.close();
  }

  private void restartAnd(Change change) throws Exception {
    store.close();
    for (Path summary : summaries()) {
      change.apply(summary);
    }
    store = DiskStores.open(folder, 0);
    StoreProbe.load(store);
  }

  private interface Change {
    void apply(Path summary) throws IOException;
  }

  private List<Path> summaries() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".sum")).toList();
    }
  }

  private void assertEverythingIsThere() throws Exception {
    for (int i = 0; i < COUNT; i++) {
      assertThat(StoreProbe.found(store, key("/" + i)).content())
          .isEqualTo(StoredResponses.pattern("/" + i, 16_000));
    }
  }

  @Test
  void everySegmentButTheOneBeingWrittenHasOne() throws Exception {
    assertThat(summaries()).hasSize((int) segments() - 1);
    restartAnd(summary -> {});
    assertEverythingIsThere();
  }

  private long segments() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".seg")).count();
    }
  }

  @Test
  void missingOnesAreMadeAgain() throws Exception {
    int before = summaries().size();
    restartAnd(Files::delete);
    assertEverythingIsThere();
    assertThat(summaries()).hasSize(before);
  }

  @Test
  void damagedOnesAreNotBelieved() throws Exception {
    restartAnd(summary -> {
      byte[] octets = Files.readAllBytes(summary);
      octets[octets.length / 2] ^= 1;
      Files.write(summary, octets);
    });
    assertEverythingIsThere();
  }

  @Test
  void cutOnesAreNotBelieved() throws Exception {
    restartAnd(summary -> Files.write(summary, new byte[40]));
    assertEverythingIsThere();
  }

  @Test
  void thoseOfAnEarlierFillingAreNotBelieved() throws Exception {
    Path first = folder.resolve("ring-00000.sum");
    byte[] old = Files.readAllBytes(first);
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 2 * COUNT; i++) {
        store.put(StoredResponses.patterned("/new" + i, 16_000), NOW);
        StoreProbe.settle(store);
      }
    }
    long responses = store.figures().disks().getFirst().responses();
    restartAnd(summary -> {
      if (summary.equals(first)) {
        Files.write(first, old);
      }
    });

    assertThat(store.figures().disks().getFirst().responses()).isEqualTo(responses);
  }
}
