package dev.weir.runtime.owner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundedLoadTest {

  @Test
  void idleGroupServesEveryKeyAtItsOwner() {
    assertThat(BoundedLoad.choose(List.of("owner", "second"), _ -> 0)).isEqualTo("owner");
  }

  @Test
  void ownerWithLittleToDoIsNeverSpared() {
    Map<String, Integer> inFlight = Map.of("owner", BoundedLoad.FLOOR - 1, "second", 0);
    assertThat(BoundedLoad.choose(List.of("owner", "second"), node -> count(inFlight, node)))
        .isEqualTo("owner");
  }

  @Test
  void fullOwnerIsSparedAndTheNextInRankServes() {
    Map<String, Integer> inFlight = Map.of("owner", 12, "second", 4, "third", 4);
    assertThat(
            BoundedLoad.choose(List.of("owner", "second", "third"), node -> count(inFlight, node)))
        .isEqualTo("second");
  }

  // One key gets half of all requests; nobody ever has more than its bound.
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5, 10, 20, 50})
  void hotKeyGivesNobodyMoreThanQuarterAboveTheAverage(int members) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < members; i++) {
      names.add("10.0.0." + (1 + i) + ":3128");
    }
    Rendezvous<String> nodes = Rendezvous.of(names, Function.identity());
    Map<String, Integer> inFlight = new HashMap<>();
    List<String> running = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(7);
    int concurrent = members * 40;
    for (int i = 0; i < 20_000; i++) {
      if (running.size() == concurrent) {
        String done = running.remove(random.nextInt(running.size()));
        inFlight.merge(done, -1, Integer::sum);
      }
      String key = random.nextBoolean() ? "http://www.lab.test/hot" : "http://www.lab.test/" + i;
      String chosen = BoundedLoad.choose(nodes.ranked(key), node -> count(inFlight, node));
      inFlight.merge(chosen, 1, Integer::sum);
      running.add(chosen);
      double average = running.size() / (double) members;
      int bound = Math.max(BoundedLoad.FLOOR, (int) Math.ceil(1.25 * average));
      assertThat(count(inFlight, chosen)).isLessThanOrEqualTo(bound);
    }
  }

  private static int count(Map<String, Integer> inFlight, String node) {
    return inFlight.getOrDefault(node, 0);
  }
}
