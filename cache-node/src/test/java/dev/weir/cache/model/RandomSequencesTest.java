package dev.weir.cache.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.weir.cache.model.Step.Conduct;
import dev.weir.cache.model.Step.Kind;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Random sequences, dealt with by the decisions of the node and by the cache written from the
/// specification: what the client gets, what the origin is asked and what is stored must be the
/// same after every step.
///
/// `-Dweir.model.steps=1000000` makes it long, `-Dweir.model.seed=7` begins at another sequence.
final class RandomSequencesTest {
  private static final int STEPS_OF_A_SEQUENCE = 80;

  private final long wanted = Long.getLong("weir.model.steps", 50_000);
  private final long firstSeed = Long.getLong("weir.model.seed", 1);
  private final Map<Kind, Long> seen = new EnumMap<>(Kind.class);

  @Test
  void everyStepGoesAsTheSpecificationSays() {
    long seed = firstSeed;
    for (long done = 0; done < wanted; done += STEPS_OF_A_SEQUENCE) {
      sequence(seed++);
    }
    System.out.printf(
        "random sequences: %d steps, seeds %d to %d, %s%n", wanted, firstSeed, seed - 1, seen);
    assertThat(seen).containsOnlyKeys(Kind.values());
    // Every way to deal with a request is tried often enough to mean something.
    assertThat(seen.values()).allMatch(times -> times > wanted / 200);
  }

  private void sequence(long seed) {
    Contract contract = Contract.ALL.get(Math.floorMod(seed, Contract.ALL.size()));
    Scenario scenario = new Scenario(seed);
    SubjectCache subject = new SubjectCache(contract);
    ReferenceCache reference = new ReferenceCache(contract);
    StringBuilder story = new StringBuilder();
    for (int i = 0; i < STEPS_OF_A_SEQUENCE; i++) {
      Step step = scenario.next();
      story.append(i).append(": ").append(step).append('\n');
      Conduct is = subject.handle(step);
      Conduct ought = reference.handle(step);
      story.append("    -> ").append(ought).append('\n');
      String uri = step.ask().uri();
      if (!is.equals(ought) || !subject.contents(uri).equals(reference.contents(uri))) {
        fail(
            "seed %d, step %d, %s%n%s%ndone   %s%nought  %s%nstored %s%nought  %s"
                .formatted(
                    seed,
                    i,
                    contract,
                    story,
                    is,
                    ought,
                    subject.contents(uri),
                    reference.contents(uri)));
      }
      seen.merge(is.kind(), 1L, Long::sum);
    }
  }
}
