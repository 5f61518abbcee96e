package dev.weir.workbench.bench.cluster.cases;

import dev.weir.workbench.bench.cluster.picture.BarPicture;
import dev.weir.workbench.bench.cluster.picture.BarPicture.Bar;
import dev.weir.workbench.bench.cluster.picture.BarPicture.Ink;
import dev.weir.workbench.bench.cluster.picture.BarPicture.Section;
import dev.weir.workbench.bench.cluster.picture.DotPicture;
import dev.weir.workbench.bench.cluster.picture.DotPicture.Dot;
import dev.weir.workbench.bench.cluster.picture.DotPicture.Strip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What simulations brought, drawn.
final class SimulationPictures {

  private static final DotPicture.Axes AROUND_THE_SILENCE = new DotPicture.Axes(-20, 80, 20, 8);

  private final List<Silence> silences;
  private final List<Chatter> chatters;
  private final List<Losses> losses;

  SimulationPictures(List<Silence> silences, List<Chatter> chatters, List<Losses> losses) {
    this.silences = silences.stream().filter(each -> each.kind() == Silence.Kind.CUT_OFF).toList();
    this.chatters = List.copyOf(chatters);
    this.losses = List.copyOf(losses);
  }

  /// Writes a file for each case that was played; says which.
  List<Path> write(Path directory) throws IOException {
    Files.createDirectories(directory);
    List<Path> drawn = new ArrayList<>();
    if (!silences.isEmpty()) {
      drawn.add(Files.writeString(directory.resolve("cluster-silent.svg"), silent()));
    }
    if (!chatters.isEmpty()) {
      drawn.add(Files.writeString(directory.resolve("cluster-messages.svg"), messages()));
    }
    if (!losses.isEmpty()) {
      drawn.add(Files.writeString(directory.resolve("cluster-loss.svg"), lost()));
    }
    return drawn;
  }

  private String silent() {
    List<Strip> strips = new ArrayList<>();
    for (Silence each : silences) {
      List<Dot> dots =
          each.waits().stream().map(wait -> new Dot(wait.at(), wait.millis())).toList();
      strips.add(new Strip(each.nodes() + " nodes", dots));
    }
    return DotPicture.of(
        "A sibling falls silent at 0 ms: how long each miss waits before the parent is asked",
        AROUND_THE_SILENCE,
        strips);
  }

  private String messages() {
    List<List<Bar>> groups = new ArrayList<>();
    for (Chatter each : chatters) {
      groups.add(
          List.of(
              new Bar(each.nodes() + " nodes", Ink.OURS, each.toOwners(), count(each.toOwners())),
              new Bar("", Ink.OTHER, each.inMesh(), count(each.inMesh()))));
    }
    return BarPicture.of(
        List.of(
            new Section(
                "Messages among nodes for a miss, counted: to the owner (blue), ICP mesh (grey)",
                groups)));
  }

  private String lost() {
    List<List<Bar>> hits = new ArrayList<>();
    List<List<Bar>> waits = new ArrayList<>();
    for (Losses each : losses) {
      String name = String.format(Locale.ROOT, "%.0f %% lost", each.loss() * 100);
      hits.add(
          List.of(
              new Bar(name, Ink.OURS, each.hits(), percent(each.hits())),
              new Bar("", Ink.OTHER, each.siblings(), percent(each.siblings()))));
      waits.add(
          List.of(
              new Bar(name, Ink.OURS, each.meanWait(), millis(each.meanWait())),
              new Bar("", Ink.OTHER, each.slowWait(), millis(each.slowWait()))));
    }
    return BarPicture.of(
        List.of(
            new Section("Requests answered from a store (blue), of that by siblings (grey)", hits),
            new Section(
                "Wait before a miss is sent where it is answered: mean (blue), p99 (grey)",
                waits)));
  }

  private static String count(double messages) {
    return String.format(Locale.ROOT, "%.1f", messages);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", share * 100);
  }

  private static String millis(double time) {
    return String.format(Locale.ROOT, "%.1f ms", time);
  }
}
