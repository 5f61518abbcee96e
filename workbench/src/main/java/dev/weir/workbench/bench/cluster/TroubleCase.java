package dev.weir.workbench.bench.cluster;

import dev.weir.workbench.bench.stack.TestedCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// One cache with one sibling that gets into trouble, under a steady load of misses.
///
/// @param directory for the files of the cache
/// @param perSecond misses
/// @param length of each half of the run: with the sibling sound, and in trouble
record TroubleCase(Path directory, int perSecond, Duration length) {

  private static final Duration WARMING = Duration.ofSeconds(4);

  /// What a cache's clients noticed.
  ///
  /// @param added milliseconds by which the slowest of a hundred misses became slower
  /// @param most milliseconds the slowest miss took
  /// @param usual milliseconds the slowest took while the sibling was sound: what the machine makes
  ///   of the rest
  /// @param others answers that were not the origin's page
  record Noticed(double added, double most, double usual, int others) {

    boolean isWithinLimitsOf(Trouble trouble) {
      return added <= trouble.added().toMillis()
          && most <= Math.max(usual, (double) Trouble.MOST.toMillis())
          && others == 0;
    }

    @Override
    public String toString() {
      return "p99 %+.1f ms, most %.0f ms (before %.0f)%s"
          .formatted(added, most, usual, others == 0 ? "" : ", " + others + " wrong");
    }
  }

  Noticed run(TestedCache.Kind kind, Trouble trouble) throws IOException, InterruptedException {
    Path own = Files.createDirectories(directory.resolve(kind + "-" + trouble));
    try (SteadyOrigin origin = new SteadyOrigin();
        ActedSibling sibling = new ActedSibling();
        TestedCache subject = Subject.start(kind, own, origin, sibling)) {
      // Compilers and connections need a moment.
      MissLoad.run(subject.port(), perSecond, WARMING);
      MissLoad.Result sound = MissLoad.run(subject.port(), perSecond, length);
      sibling.fallInto(trouble);
      MissLoad.Result troubled = MissLoad.run(subject.port(), perSecond, length);
      return new Noticed(
          millis(troubled.times().percentileMicros(99) - sound.times().percentileMicros(99)),
          millis(troubled.times().mostMicros()),
          millis(sound.times().mostMicros()),
          troubled.others());
    }
  }

  private static double millis(long micros) {
    return micros / 1000.0;
  }
}
