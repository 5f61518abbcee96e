package dev.weir.cache.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.cache.entry.StoredFacts;
import dev.weir.cache.store.StoreProbe.Found;
import dev.weir.cache.store.segment.Disk;
import dev.weir.testing.ManualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A node that is killed, at whatever moment, finds what it had stored: every octet of it, and
/// nothing that had been replaced or invalidated before. `-Dweir.crash.rounds=100` kills it more
/// often.
class CrashTest {

  private static final int ROUNDS = Integer.getInteger("weir.crash.rounds", 10);

  /// Nothing is overwritten in it while a test runs its usual rounds.
  private static final long ROOMY = 4L << 30;

  private static final long TIGHT = 4 << 20;
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int LONGEST_LIFE_MILLIS = 400;

  private static final State NONE = new State(0, 0, false);

  @TempDir private Path folder;
  private final Random random = new Random();
  private final Map<String, State> written = new HashMap<>();
  private @Nullable Deed begun;
  private long version;

  /// What is at a place.
  ///
  /// @param version of the content; 0 when there is nothing
  /// @param validated the version of the last 304; 0 without one
  /// @param stale whether it was made so
  private record State(long version, long validated, boolean stale) {

    State after(char sign, long now) {
      return switch (sign) {
        case '+' -> new State(now, 0, false);
        case 'u' -> version == 0 ? this : new State(version, now, stale);
        case 's' -> version == 0 ? this : new State(version, validated, true);
        default -> NONE;
      };
    }
  }

  /// What a place is to become.
  private record Deed(String place, State result) {}

  private enum Missing {
    FAULT,
    /// It may have been overwritten, or not let in.
    ALLOWED
  }

  @Test
  void whatWasWrittenBeforeTheNodeWasKilledIsThere() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      runAndKill(ROOMY);
      check(ROOMY, Missing.FAULT);
    }
    assertThat(version).isGreaterThan(ROUNDS);
  }

  @Test
  void whatIsThereAfterTheNodeWasKilledIsRightWhileTheRingTurns() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      runAndKill(TIGHT);
      check(TIGHT, Missing.ALLOWED);
    }
    assertThat(version).isGreaterThan(ROUNDS);
  }

  /// Runs the program until it has done something, and a random while longer.
  private void runAndKill(long capacity) throws Exception {
    Path said = folder.resolve("said");
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                CrashingStore.class.getName(),
                directory().toString(),
                Long.toString(capacity),
                Long.toString(version + 1))
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(10))
        .until(() -> Files.readAllLines(said).contains("!"));
    process.waitFor(random.nextInt(LONGEST_LIFE_MILLIS), TimeUnit.MILLISECONDS);
    process.destroyForcibly();
    assertThat(process.waitFor(LIMIT)).isTrue();
    Files.readAllLines(said).forEach(this::note);
  }

  private void note(String line) {
    if (line.equals("!") && begun != null) {
      written.put(begun.place(), begun.result());
      begun = null;
    } else if (line.matches("[-+us] \\S+ \\d+ \\.")) {
      // Any other is a warning of the JVM, or the line it was killed in before it began.
      String[] words = line.split(" ");
      version = Long.parseLong(words[2]);
      begun =
          new Deed(
              words[1], written.getOrDefault(words[1], NONE).after(words[0].charAt(0), version));
    }
  }

  private void check(long capacity, Missing missing) throws Exception {
    try (ResponseStore store = open(capacity)) {
      for (int i = 0; i < CrashingStore.PLACES; i++) {
        String path = CrashingStore.place(i);
        State present = present(store, path);
        if (!present.equals(NONE) || missing == Missing.FAULT) {
          assertThat(allowed(path)).contains(present);
        }
        // What is missing now must not turn up later.
        written.put(path, present);
      }
      begun = null;
    }
  }

  private Set<State> allowed(String path) {
    Set<State> allowed = new HashSet<>(List.of(written.getOrDefault(path, NONE)));
    if (begun != null && begun.place().equals(path)) {
      allowed.add(begun.result());
    }
    return allowed;
  }

  /// What is found, every octet of it compared.
  private static State present(ResponseStore store, String path) throws Exception {
    Found found =
        StoreProbe.find(store, CrashingStore.keyOf(path), CrashingStore.selecting(path)::equals);
    if (found == null) {
      return NONE;
    }
    State present =
        new State(
            number(found, "X-Version"),
            number(found, "X-Validated"),
            found.response().facts().flags().contains(StoredFacts.Flag.PURGED));
    assertThat(found.content()).isEqualTo(CrashingStore.content(path, present.version()));
    return present;
  }

  private static long number(Found found, String field) {
    String value = found.response().fields().first(field);
    return value == null ? 0 : Long.parseLong(value);
  }

  private Path directory() {
    return folder.resolve("ring");
  }

  private ResponseStore open(long capacity) throws IOException {
    ResponseStore store =
        DiskStores.open(
            DiskStores.settings(directory(), capacity, Disk.LOCAL), 0, new ManualClock());
    StoreProbe.load(store);
    return store;
  }
}
