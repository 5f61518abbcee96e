package dev.weir.runtime.owner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RendezvousTest {

  private static final int KEYS = 20_000;

  // Squid's CARP moves 59-98 % of the keys when a line goes.
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5, 10, 20, 50})
  void memberThatLeavesTakesOnlyItsOwnKeysWithIt(int members) {
    List<String> all = names(members);
    for (String gone : List.of(all.getFirst(), all.get(members / 2), all.getLast())) {
      List<String> left = new ArrayList<>(all);
      left.remove(gone);
      int moved = 0;
      for (int i = 0; i < KEYS; i++) {
        String before = owner(all, key(i));
        String after = owner(left, key(i));
        if (!before.equals(after)) {
          moved++;
          assertThat(before).isEqualTo(gone);
        }
      }
      assertThat(moved / (double) KEYS).isLessThanOrEqualTo(1.0 / members + 0.01);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5, 10, 20, 50})
  void loadIsEven(int members) {
    Map<String, Integer> load = load(Rendezvous.of(names(members), Function.identity()));
    double mean = KEYS / (double) members;
    assertThat(Collections.max(load.values()) / mean).isLessThan(1.15);
  }

  @Test
  void loadFollowsTheWeights() {
    Map<String, Integer> weights = Map.of("a:80", 1, "b:80", 2, "c:80", 5);
    Map<String, Integer> load =
        load(
            Rendezvous.of(
                List.copyOf(weights.keySet()),
                Function.identity(),
                name -> weights.getOrDefault(name, 0)));
    weights.forEach((name, weight) ->
        assertThat(load.getOrDefault(name, 0) / (double) KEYS)
            .isCloseTo(weight / 8.0, within(0.01)));
  }

  @Test
  void orderOfTheMembersDoesNotCount() {
    List<String> shuffled = new ArrayList<>(names(20));
    Collections.shuffle(shuffled, new Random(1));
    for (int i = 0; i < 100; i++) {
      assertThat(Rendezvous.of(shuffled, Function.identity()).ranked(key(i)))
          .isEqualTo(Rendezvous.of(names(20), Function.identity()).ranked(key(i)));
    }
  }

  // The order is part of the protocol between edge and nodes: another would send every request
  // twice during a rolling upgrade.
  @Test
  void orderIsTheSameInEveryRelease() {
    assertThat(
            Rendezvous.of(List.of("10.0.0.1:80", "10.0.0.2:80", "10.0.0.3:80"), Function.identity())
                .ranked("http://www.lab.test/x"))
        .containsExactly("10.0.0.2:80", "10.0.0.3:80", "10.0.0.1:80");
  }

  private static Map<String, Integer> load(Rendezvous<String> nodes) {
    Map<String, Integer> load = new HashMap<>();
    for (int i = 0; i < KEYS; i++) {
      load.merge(nodes.ranked(key(i)).getFirst(), 1, Integer::sum);
    }
    return load;
  }

  private static String owner(List<String> members, String key) {
    return Rendezvous.of(members, Function.identity()).ranked(key).getFirst();
  }

  private static List<String> names(int count) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      names.add("10.0." + i / 250 + "." + (1 + i % 250) + ":3128");
    }
    return names;
  }

  private static String key(int i) {
    return OwnerKey.of("www.lab.test", "/albums/" + i % 97 + "/picture-" + i + ".jpg");
  }
}
