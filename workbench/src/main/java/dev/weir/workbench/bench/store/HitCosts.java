package dev.weir.workbench.bench.store;

import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.entry.StoredContent;
import dev.weir.cache.lookup.Lookup;
import dev.weir.cache.store.ResponseStore;
import dev.weir.cache.store.Variant;
import dev.weir.workbench.bench.report.GoalRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What it costs to find a response and to take its octets into the hand: in memory, and on disk in
/// the page cache.
final class HitCosts {

  private static final int OPERATIONS = 1 << 15;
  private static final int KEYS = 10_000;
  private static final int DISK_BYTES = 10 << 10;
  private static final long MEMORY = 256 << 20;
  private static final long MEMORY_FOR_HEADS = 20 << 20;
  private static final long RING = 512 << 20;
  private static final int ROUNDS_UNTIL_REMEMBERED = 4;

  List<GoalRow> inMemory() {
    List<GoalRow> rows = new ArrayList<>();
    for (int kib : new int[] {1, 10, 100}) {
      rows.addAll(inMemory(kib << 10, Math.min(KEYS, (100 << 10) / kib)));
    }
    return rows;
  }

  private List<GoalRow> inMemory(int length, int count) {
    try (ResponseStore store = RingStores.inMemory(MEMORY)) {
      for (int i = 0; i < count; i++) {
        store.put(Corpus.response(i, StoredContent.copyOf(Corpus.octets(i, length))), Corpus.NOW);
      }
      Reading reading = new Reading(new Lookup(store));
      CacheKey[] keys = Corpus.shuffled(OPERATIONS, count);
      Meter.Cost cost = Meter.ofThread(OPERATIONS, i -> found(reading, keys[i], length));
      String what = "memory hit, " + (length >> 10) + " KiB, " + count + " keys";
      return List.of(
          GoalRow.atMost(what + ": CPU", cost.cpuMicros(), 0.3, "us"),
          GoalRow.atMost(what + ": allocated", cost.allocatedBytes(), 100, "B"));
    }
  }

  private static long found(Reading reading, CacheKey key, int length) {
    long octets = reading.atOnce(key);
    if (octets != length) {
      throw new IllegalStateException(key + " is not at hand: " + octets);
    }
    return octets;
  }

  List<GoalRow> onDisk(Path directory) throws IOException {
    fill(directory);
    try (ResponseStore store = RingStores.open(directory, MEMORY_FOR_HEADS, RING)) {
      RingStores.load(store);
      Reading reading = new Reading(new Lookup(store));
      for (int round = 0; round < ROUNDS_UNTIL_REMEMBERED; round++) {
        for (int i = 0; i < KEYS; i++) {
          reading.octets(Corpus.key(i));
        }
      }
      CacheKey[] keys =
          Arrays.stream(Corpus.shuffled(OPERATIONS, KEYS))
              .filter(key -> reading.source(key) == Variant.Source.DISK)
              .toArray(CacheKey[]::new);
      Meter.Cost cost = Meter.ofThread(keys.length, i -> found(reading, keys[i], DISK_BYTES));
      return List.of(
          GoalRow.atMost("disk hit in the page cache, 10 KiB: CPU", cost.cpuMicros(), 1.5, "us"),
          GoalRow.remark(
              "  allocated (10 KiB would be a copy)", Math.round(cost.allocatedBytes()) + " B"));
    } finally {
      RingStores.delete(directory);
    }
  }

  private static void fill(Path directory) throws IOException {
    try (ResponseStore store = RingStores.open(directory, 0, RING)) {
      for (int i = 0; i < KEYS; i++) {
        RingStores.keepUp(store, i);
        store.put(
            Corpus.response(i, StoredContent.copyOf(Corpus.octets(i, DISK_BYTES))), Corpus.NOW);
      }
    }
  }
}
