package dev.weir.workbench.bench.store;

import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.entry.StoredContent;
import dev.weir.cache.store.ResponseStore;
import dev.weir.workbench.bench.report.GoalRow;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;

/// How many of many requests a memory tier with room for 10,000 of 200,000 responses answers, in
/// the second half of them; beside what a plain LRU does with the same requests.
final class HitRatios {

  private static final int KEYS = 200_000;
  private static final int ROOM = 10_000;
  private static final int REQUESTS = 3_000_000;

  /// A scan asks for that many keys one after the other.
  private static final int SCAN = 10_000;

  List<GoalRow> rows() {
    return List.of(
        row("zipf 0.8, 10k of 200k keys: hit ratio", 0.46, zipf(0.8, 1)),
        row("zipf 1.0, 10k of 200k keys: hit ratio", 0.74, zipf(1.0, 2)),
        row("zipf 0.8 and scans, 10k of 200k keys: hit ratio", 0.29, withScans(zipf(0.8, 3))));
  }

  private static GoalRow row(String what, double wanted, IntSupplier requests) {
    CacheKey[] keys = new CacheKey[KEYS];
    for (int i = 0; i < KEYS; i++) {
      // Of equal length, so that all cost the same.
      keys[i] = Corpus.key(1_000_000 + i);
    }
    long each = Corpus.response(1_000_000, StoredContent.EMPTY).octets();
    Lru lru = new Lru();
    long hits = 0;
    long lruHits = 0;
    try (ResponseStore store = RingStores.inMemory(each * ROOM)) {
      for (int i = 0; i < REQUESTS; i++) {
        int wantedKey = requests.getAsInt();
        boolean counts = i >= REQUESTS / 2;
        boolean hit = store.get(keys[wantedKey]) != null;
        if (!hit) {
          store.put(Corpus.response(1_000_000 + wantedKey, StoredContent.EMPTY), Corpus.NOW);
        }
        hits += counts && hit ? 1 : 0;
        lruHits += lru.ask(wantedKey) && counts ? 1 : 0;
      }
    }
    GoalRow row = GoalRow.atLeast(what, hits / (REQUESTS / 2.0), wanted, "");
    return new GoalRow(
        row.what(),
        row.measured(),
        row.wanted(),
        row.reached(),
        String.format(Locale.ROOT, "LRU %.3f", lruHits / (REQUESTS / 2.0)));
  }

  /// Two requests by popularity for one of a scan.
  private static IntSupplier withScans(IntSupplier popular) {
    int[] at = {0, 0};
    return () -> {
      int phase = at[0]++ % (3 * SCAN);
      return phase < 2 * SCAN ? popular.getAsInt() : at[1]++ % KEYS;
    };
  }

  private static IntSupplier zipf(double exponent, long seed) {
    Random random = new Random(seed);
    double[] upTo = new double[KEYS];
    double sum = 0;
    for (int i = 0; i < KEYS; i++) {
      sum += 1 / Math.pow(i + 1, exponent);
      upTo[i] = sum;
    }
    int[] ranks = random.ints(0, Integer.MAX_VALUE).limit(KEYS).toArray();
    int[] keyOfRank = order(ranks);
    double all = sum;
    return () -> {
      int found = Arrays.binarySearch(upTo, random.nextDouble() * all);
      return keyOfRank[Math.min(found < 0 ? -found - 1 : found, KEYS - 1)];
    };
  }

  /// The positions of the values in ascending order: a permutation without order of its own.
  private static int[] order(int[] values) {
    return IntStream.range(0, values.length)
        .boxed()
        .sorted(Comparator.comparingInt(i -> values[i]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static final class Lru extends LinkedHashMap<Integer, Boolean> {
    private static final long serialVersionUID = 1L;

    private Lru() {
      super(16, 0.75f, true);
    }

    boolean ask(int key) {
      return put(key, Boolean.TRUE) != null;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<Integer, Boolean> eldest) {
      return size() > ROOM;
    }
  }
}
