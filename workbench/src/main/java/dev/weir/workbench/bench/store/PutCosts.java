package dev.weir.workbench.bench.store;

import dev.weir.cache.entry.MemoryContent;
import dev.weir.cache.entry.StoredContent;
import dev.weir.cache.store.ResponseStore;
import dev.weir.workbench.bench.report.GoalRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// What it costs to store a response on disk: all threads of the process together, until it has
/// been written.
final class PutCosts {

  private static final int BATCH = 4000;
  private static final int WARM_UP_BATCHES = 5;
  private static final int BATCHES = 9;
  private static final int LENGTH = 10 << 10;
  private static final long RING = 1L << 30;

  private long number;

  List<GoalRow> toDisk(Path directory) throws IOException {
    try (ResponseStore store = RingStores.open(directory, 0, RING)) {
      MemoryContent content = StoredContent.copyOf(Corpus.octets(1, LENGTH));
      for (int i = 0; i < WARM_UP_BATCHES; i++) {
        put(store, content);
      }
      double micros = Meter.ofProcess(BATCH, BATCHES, _ -> put(store, content));
      return List.of(GoalRow.atMost("put to disk, 10 KiB: CPU of all threads", micros, 30, "us"));
    } finally {
      RingStores.delete(directory);
    }
  }

  private void put(ResponseStore store, MemoryContent content) {
    for (int i = 0; i < BATCH; i++) {
      RingStores.keepUp(store, i);
      store.put(Corpus.response(number++, content), Corpus.NOW);
    }
    RingStores.settle(store);
  }
}
