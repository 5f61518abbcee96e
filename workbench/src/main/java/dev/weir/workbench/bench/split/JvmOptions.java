package dev.weir.workbench.bench.split;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Flags of the tiers' JVMs, by kind of tier: heaps that were found to be enough, and what the user
/// adds for all.
record JvmOptions(Map<String, List<String>> heaps, List<String> more) {

  static JvmOptions with(List<String> more) {
    return new JvmOptions(
        Map.of(
            SplitStack.EDGE, List.of("-Xms32m", "-Xmx64m"),
            SplitStack.NODE, List.of("-Xms48m", "-Xmx128m"),
            SplitStack.APP, List.of("-Xms64m", "-Xmx128m")),
        List.copyOf(more));
  }

  List<String> of(String kind) {
    List<String> options = new ArrayList<>(heaps.getOrDefault(kind, List.of()));
    options.addAll(more);
    return options;
  }

  String words() {
    return "edge %s, node %s, app %s"
        .formatted(
            String.join(" ", of(SplitStack.EDGE)),
            String.join(" ", of(SplitStack.NODE)),
            String.join(" ", of(SplitStack.APP)));
  }
}
