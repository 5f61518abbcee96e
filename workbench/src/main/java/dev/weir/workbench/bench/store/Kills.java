package dev.weir.workbench.bench.store;

import dev.weir.cache.lookup.Lookup;
import dev.weir.cache.store.ResponseStore;
import dev.weir.workbench.bench.report.GoalRow;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/// Kills a process that stores, several times, and counts what is there afterwards of what it had
/// stored.
final class Kills {

  private static final int LONGEST_LIFE_MILLIS = 600;
  private static final long LEAST_RING = 2L << 30;

  /// More than a life is long enough for.
  private static final long RING_FOR_EACH = 128L << 20;

  private final Path directory;
  private final int times;
  private final long ring;
  private final Random random = new Random();

  Kills(Path directory, int times) {
    this.directory = directory;
    this.times = times;
    this.ring = Math.max(LEAST_RING, times * RING_FOR_EACH);
  }

  List<GoalRow> rows() throws IOException {
    try {
      long finished = 0;
      for (int round = 0; round < times; round++) {
        finished = storeUntilKilled(finished);
      }
      return compare(finished);
    } finally {
      RingStores.delete(directory);
    }
  }

  /// The number of the first that may not have been written.
  private long storeUntilKilled(long first) throws IOException {
    Process process =
        ChildProcess.of(
                List.of(),
                "killed-writer",
                directory.toString(),
                Long.toString(ring),
                Long.toString(first))
            .start();
    long finished = first;
    try (BufferedReader said = process.inputReader()) {
      String line = said.readLine();
      if (line == null) {
        throw new IOException("the process that stores did not start");
      }
      process.waitFor(random.nextInt(LONGEST_LIFE_MILLIS), TimeUnit.MILLISECONDS);
      // Through the handle: what it has said stays readable.
      process.toHandle().destroyForcibly();
      for (; line != null; line = said.readLine()) {
        // The last line may have been cut off.
        finished = line.endsWith(".") ? Long.parseLong(line.replace(".", "")) + 1 : finished;
      }
      process.waitFor();
      return finished;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private List<GoalRow> compare(long finished) throws IOException {
    long there = 0;
    long wrong = 0;
    try (ResponseStore store = RingStores.open(directory, 0, ring)) {
      RingStores.load(store);
      Reading reading = new Reading(new Lookup(store));
      for (long number = 0; number < finished; number++) {
        byte[] octets = reading.octets(Corpus.key(number));
        there += octets == null ? 0 : 1;
        wrong += octets == null || Arrays.equals(octets, KilledWriter.octets(number)) ? 0 : 1;
      }
    }
    String what = String.format(Locale.ROOT, "kill -9, %d times, %,d finished: ", times, finished);
    return List.of(
        GoalRow.atLeast(what + "back", 100.0 * there / (double) Math.max(1, finished), 100, "%"),
        GoalRow.atMost(what + "wrong", (double) wrong, 0, ""));
  }
}
