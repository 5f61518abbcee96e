package dev.weir.workbench.bench.cluster;

import dev.weir.runtime.owner.BoundedLoad;
import dev.weir.runtime.owner.OwnerKey;
import dev.weir.runtime.owner.Rendezvous;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;

/// How 20,000 URLs are divided among a number of nodes, computed with the code that edge and nodes
/// use.
///
/// @param moved share of URLs with another owner after one node has left, the worst over all nodes
/// @param uneven the most URLs of one node against the average
/// @param hottest the most one node ever has in flight against the average, when half of all
///   requests are for one URL
record Division(int nodes, double moved, double uneven, double hottest) {

  /// Limits of the same figures.
  static final double MOST_UNEVEN = 1.15;

  static final double MOST_HOT = BoundedLoad.FACTOR;

  private static final int URLS = 20_000;
  private static final int IN_FLIGHT_PER_NODE = 40;

  static Division among(int nodes) {
    List<String> names = names(nodes);
    return new Division(nodes, moved(names), uneven(names), hottest(names));
  }

  boolean isGood() {
    return moved <= mostMoved() && uneven < MOST_UNEVEN && hottest <= MOST_HOT;
  }

  double mostMoved() {
    return 1.0 / nodes + 0.01;
  }

  @Override
  public String toString() {
    return "moved %.1f %%, most/mean %.2f, hot URL %.2f".formatted(moved * 100, uneven, hottest);
  }

  private static List<String> names(int nodes) {
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= nodes; i++) {
      names.add("10.0.0." + i + ":3128");
    }
    return names;
  }

  private static double moved(List<String> names) {
    Rendezvous<String> before = Rendezvous.of(names, Function.identity());
    int worst = 0;
    for (String gone : names) {
      List<String> left = new ArrayList<>(names);
      left.remove(gone);
      Rendezvous<String> after = Rendezvous.of(left, Function.identity());
      int moved = 0;
      for (int i = 0; i < URLS; i++) {
        boolean stays = owner(before, i).equals(owner(after, i));
        moved += stays ? 0 : 1;
      }
      worst = Math.max(worst, moved);
    }
    return worst / (double) URLS;
  }

  private static double uneven(List<String> names) {
    Rendezvous<String> nodes = Rendezvous.of(names, Function.identity());
    Map<String, Integer> load = new HashMap<>();
    for (int i = 0; i < URLS; i++) {
      load.merge(owner(nodes, i), 1, Integer::sum);
    }
    return Collections.max(load.values()) * names.size() / (double) URLS;
  }

  private static double hottest(List<String> names) {
    Rendezvous<String> nodes = Rendezvous.of(names, Function.identity());
    Map<String, Integer> inFlight = new HashMap<>();
    List<String> running = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(1);
    int concurrent = IN_FLIGHT_PER_NODE * names.size();
    double hottest = 0;
    for (int i = 0; i < URLS; i++) {
      if (running.size() == concurrent) {
        inFlight.merge(running.remove(random.nextInt(concurrent)), -1, Integer::sum);
      }
      List<String> ranked = nodes.ranked(random.nextBoolean() ? url(0) : url(i));
      String chosen = BoundedLoad.choose(ranked, name -> inFlight.getOrDefault(name, 0));
      int now = inFlight.merge(chosen, 1, Integer::sum);
      running.add(chosen);
      if (running.size() == concurrent) {
        hottest = Math.max(hottest, now / (double) IN_FLIGHT_PER_NODE);
      }
    }
    return hottest;
  }

  private static String owner(Rendezvous<String> nodes, int url) {
    return nodes.ranked(url(url)).getFirst();
  }

  private static String url(int number) {
    return OwnerKey.of("www.lab.test", "/albums/" + number % 97 + "/" + number + ".jpg");
  }
}
