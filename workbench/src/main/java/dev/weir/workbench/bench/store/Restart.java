package dev.weir.workbench.bench.store;

import dev.weir.cache.entry.StoredContent;
import dev.weir.cache.store.ResponseStore;
import dev.weir.workbench.bench.report.GoalRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// What a process needs to serve again what many small responses on disk another has left.
final class Restart {

  private static final int LENGTH = 4 << 10;

  /// Room for a response with its metadata.
  private static final int ROOM = LENGTH + 1024;

  /// With the last of its segments begun a ring is full, and picks what it lets in.
  private static final long SPARE = 256 << 20;

  /// The one that was disturbed least counts.
  private static final int STARTS = 3;

  private final Path directory;
  private final int objects;

  Restart(Path directory, int objects) {
    this.directory = directory;
    this.objects = objects;
  }

  List<GoalRow> rows() throws IOException {
    long capacity = (long) objects * ROOM + SPARE;
    try {
      fill(capacity);
      Start start = start(capacity);
      for (int i = 1; i < STARTS; i++) {
        start = start.orBetter(start(capacity));
      }
      long known = start.known();
      String what = String.format(Locale.ROOT, "%,d responses of 4 KiB: ", objects);
      return List.of(
          GoalRow.atMost(what + "start to first hit", start.firstHitMillis() / 1000.0, 2, "s"),
          GoalRow.atMost(what + "start to full index", start.loadedMillis() / 1000.0, 10, "s"),
          GoalRow.remark("  CPU time until then", start.cpuMillis() / 1000.0 + " s"),
          GoalRow.atLeast(what + "known", (double) known, objects, ""),
          GoalRow.atMost(what + "heap each", start.heapBytes() / (double) known, 250, "B"));
    } finally {
      RingStores.delete(directory);
    }
  }

  /// What one start came to; times since the process began.
  private record Start(
      long firstHitMillis, long loadedMillis, long known, long heapBytes, long cpuMillis) {

    Start orBetter(Start other) {
      return other.firstHitMillis < firstHitMillis ? other : this;
    }
  }

  private Start start(long capacity) throws IOException {
    long[] said =
        Arrays.stream(
                ChildProcess.output(
                        List.of(),
                        "restart-probe",
                        directory.toString(),
                        Long.toString(capacity),
                        Integer.toString(objects))
                    .getLast()
                    .split(" "))
            .mapToLong(Long::parseLong)
            .toArray();
    return new Start(said[0], said[1], said[2], said[3], said[4]);
  }

  private void fill(long capacity) throws IOException {
    try (ResponseStore store = RingStores.open(directory, 0, capacity)) {
      for (int i = 0; i < objects; i++) {
        RingStores.keepUp(store, i);
        store.put(Corpus.response(i, StoredContent.copyOf(Corpus.octets(i, LENGTH))), Corpus.NOW);
      }
      RingStores.settle(store);
    }
  }
}
