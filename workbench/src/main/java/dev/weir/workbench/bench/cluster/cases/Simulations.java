package dev.weir.workbench.bench.cluster.cases;

import dev.weir.workbench.bench.cluster.simulated.Keys;
import dev.weir.workbench.bench.cluster.simulated.Layout;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// All cases for simulated clusters.
public final class Simulations {

  private static final List<Integer> SIZES = List.of(2, 5, 10, 20, 50);
  private static final List<Integer> SIZES_IN_SILENCE = List.of(2, 5, 20);
  private static final List<Double> LOSSES = List.of(0.0, 0.01, 0.05, 0.2);

  private final Keys keys;
  private final Consumer<Row> table;
  private final List<Silence> silences = new ArrayList<>();
  private final List<Chatter> chatters = new ArrayList<>();
  private final List<Losses> losses = new ArrayList<>();

  /// @param table gets one row after the other
  public Simulations(Keys keys, Consumer<Row> table) {
    this.keys = keys;
    this.table = table;
  }

  public void run() {
    for (Silence.Kind kind : Silence.Kind.values()) {
      for (int nodes : SIZES_IN_SILENCE) {
        Silence silence = Silence.of(nodes, kind, keys);
        silences.add(silence);
        table.accept(silence.row());
      }
    }
    for (int nodes : SIZES) {
      Chatter chatter = Chatter.of(nodes, keys);
      chatters.add(chatter);
      table.accept(chatter.row());
    }
    for (double share : LOSSES) {
      Losses lost = Losses.of(share, keys);
      losses.add(lost);
      table.accept(lost.row());
    }
    for (int nodes : SIZES) {
      table.accept(Leaving.of(nodes, keys).row());
    }
    for (Layout layout : Layout.values()) {
      table.accept(Healing.of(layout, keys).row());
    }
  }
}
