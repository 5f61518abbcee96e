package dev.weir.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cache.model.Contract;
import dev.weir.cache.model.ReferenceCache;
import dev.weir.cache.model.Scenario;
import dev.weir.cache.model.Step;
import dev.weir.cache.model.Step.Conduct;
import dev.weir.cache.model.Step.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Random sequences as in `RandomSequencesTest`, but through whole nodes, by sockets: what the
/// client gets and what the origin is asked must be what the cache written from the specification
/// does, after purges as well.
///
/// Every 25th of the steps of that test; `-Dweir.model.seed=7` begins at another sequence.
final class RandomNodeSequencesTest {
  private static final int STEPS_OF_A_SEQUENCE = 80;
  private static final int STEPS_FOR_ONE = 25;

  /// Between two sequences, which begin with a day so that each is the same whatever was before.
  private static final Duration PAUSE = Duration.ofDays(1);

  private final long wanted = Long.getLong("weir.model.steps", 50_000) / STEPS_FOR_ONE;
  private final long firstSeed = Long.getLong("weir.model.seed", 1);
  private final Map<Kind, Long> seen = new EnumMap<>(Kind.class);
  private final List<DrivenNode> nodes = new ArrayList<>();
  private Instant begin = Instant.parse("2026-11-20T00:00:00Z");
  @TempDir private Path folder;

  @BeforeEach
  void start() throws Exception {
    for (int i = 0; i < Contract.ALL.size(); i++) {
      nodes.add(
          new DrivenNode(
              Contract.ALL.get(i), Files.createDirectory(folder.resolve("node-" + i)), begin));
    }
  }

  @AfterEach
  void stop() throws Exception {
    for (DrivenNode node : nodes) {
      node.close();
    }
  }

  @Test
  void everyStepGoesAsTheSpecificationSays() throws Exception {
    long seed = firstSeed;
    for (long done = 0; done < wanted; done += STEPS_OF_A_SEQUENCE) {
      sequence(seed++);
    }
    System.out.printf(
        "random sequences through nodes: %d steps, seeds %d to %d, %s%n",
        wanted, firstSeed, seed - 1, seen);
    assertThat(seen).containsOnlyKeys(Kind.values());
  }

  private void sequence(long seed) throws Exception {
    int which = Math.floorMod(seed, Contract.ALL.size());
    DrivenNode node = nodes.get(which);
    ReferenceCache reference = new ReferenceCache(Contract.ALL.get(which));
    // What other sequences left at the node is of other sites.
    Scenario scenario = new Scenario(seed, begin, seed + ".example");
    SplittableRandom random = new SplittableRandom(~seed);
    StringBuilder story = new StringBuilder();
    for (int i = 0; i < STEPS_OF_A_SEQUENCE; i++) {
      Step step = scenario.next();
      String uri = step.ask().uri();
      begin = Instant.ofEpochMilli(step.atMillis()).plus(PAUSE).truncatedTo(ChronoUnit.DAYS);
      if (random.nextInt(40) == 0) {
        story.append("purge ").append(uri).append('\n');
        reference.purge(uri);
        node.purge(uri);
      }
      if (isBeyondTheModel(step)) {
        continue;
      }
      story.append(i).append(": ").append(step).append('\n');
      Conduct ought = inSeconds(reference.handle(step));
      story.append("    -> ").append(ought).append('\n');
      try {
        assertThat(node.handle(step, ought)).isEqualTo(ought);
      } catch (RuntimeException | AssertionError | IOException e) {
        throw new AssertionError(
            "seed %d, step %d, %s%n%s%n%s".formatted(seed, i, Contract.ALL.get(which), story, e),
            e);
      }
      seen.merge(ought.kind(), 1L, Long::sum);
    }
  }

  /// What a POST is answered may stand for its target (RFC 9110 §9.3.3), of which the model knows
  /// nothing.
  private static boolean isBeyondTheModel(Step step) {
    return step.ask().method().equals("POST")
        && step.plan().full().headers().first("Content-Location") != null;
  }

  /// As on the wire: ages in whole seconds, values without white space around them.
  private static Conduct inSeconds(Conduct conduct) {
    long age = conduct.ageMillis();
    return new Conduct(
        conduct.kind(),
        conduct.serial(),
        age < 0 ? age : age / 1000 * 1000,
        conduct.asked(),
        conduct.fields().stream().map(RandomNodeSequencesTest::stripped).toList());
  }

  private static String stripped(String line) {
    int colon = line.indexOf(':');
    return line.substring(0, colon) + ": " + line.substring(colon + 1).strip();
  }
}
