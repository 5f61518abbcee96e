package dev.weir.workbench.bench.cluster.cases;

import dev.weir.workbench.bench.cluster.simulated.Keys;
import dev.weir.workbench.bench.cluster.simulated.Layout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/// All cases for simulated clusters.
public final class Simulations {

  private static final List<Integer> SIZES = List.of(2, 5, 10, 20, 50);
  private static final List<Integer> SIZES_IN_SILENCE = List.of(2, 5, 20);
  private static final List<Double> LOSSES = List.of(0.0, 0.01, 0.05, 0.2);

  private final Predicate<String> wanted;
  private final Keys keys;
  private final Table table;
  private final List<Silence> silences = new ArrayList<>();
  private final List<Chatter> chatters = new ArrayList<>();
  private final List<Losses> losses = new ArrayList<>();

  /// Where the rows go.
  @FunctionalInterface
  public interface Table {
    void row(String name, Row row);
  }

  /// @param wanted by the name of the row
  /// @param keys what clients ask for
  public Simulations(Predicate<String> wanted, Keys keys, Table table) {
    this.wanted = wanted;
    this.keys = keys;
    this.table = table;
  }

  /// Plays what is wanted.
  public void run() {
    for (Silence.Kind kind : Silence.Kind.values()) {
      for (int nodes : SIZES_IN_SILENCE) {
        play(
            Silence.name(nodes, kind), urls -> kept(silences, Silence.of(nodes, kind, urls)).row());
      }
    }
    for (int nodes : SIZES) {
      play(Chatter.name(nodes), urls -> kept(chatters, Chatter.of(nodes, urls)).row());
    }
    for (double share : LOSSES) {
      play(Losses.name(share), urls -> kept(losses, Losses.of(share, urls)).row());
    }
    for (int nodes : SIZES) {
      play(Leaving.name(nodes), urls -> Leaving.of(nodes, urls).row());
    }
    for (Layout layout : Layout.values()) {
      play(Healing.name(layout), urls -> Healing.of(layout, urls).row());
    }
  }

  private void play(String name, Function<Keys, Row> simulation) {
    if (wanted.test(name)) {
      table.row(name, simulation.apply(keys));
    }
  }

  private static <T> T kept(List<T> all, T one) {
    all.add(one);
    return one;
  }

  /// Draws what was played into files of a directory; says which.
  public List<Path> draw(Path directory) throws IOException {
    return new SimulationPictures(silences, chatters, losses).write(directory);
  }
}
