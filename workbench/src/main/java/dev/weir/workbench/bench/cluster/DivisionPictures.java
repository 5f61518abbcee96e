package dev.weir.workbench.bench.cluster;

import dev.weir.workbench.bench.cluster.picture.BarPicture;
import dev.weir.workbench.bench.cluster.picture.BarPicture.Bar;
import dev.weir.workbench.bench.cluster.picture.BarPicture.Ink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// How nodes divide URLs, drawn.
final class DivisionPictures {

  private final List<Division> divisions;

  DivisionPictures(List<Division> divisions) {
    this.divisions = List.copyOf(divisions);
  }

  /// Writes the files; says which.
  List<Path> write(Path directory) throws IOException {
    Files.createDirectories(directory);
    return List.of(
        Files.writeString(directory.resolve("cluster-moved.svg"), moved()),
        Files.writeString(directory.resolve("cluster-load.svg"), load()));
  }

  private String moved() {
    List<List<Bar>> groups = new ArrayList<>();
    for (Division each : divisions) {
      groups.add(
          List.of(
              new Bar(
                  nodes(each), Ink.OURS, each.moved(), percent(each.moved()), each.mostMoved())));
    }
    return drawn(
        "URLs that get another owner when one node leaves, the worst node; mark: 1/N + 1 %",
        groups);
  }

  private String load() {
    List<List<Bar>> groups = new ArrayList<>();
    for (Division each : divisions) {
      groups.add(
          List.of(
              new Bar(
                  nodes(each), Ink.OURS, each.uneven(), times(each.uneven()), Division.MOST_UNEVEN),
              new Bar("", Ink.OTHER, each.hottest(), times(each.hottest()), Division.MOST_HOT)));
    }
    return drawn(
        "Fullest node ÷ average: URLs (blue), in flight with one hot URL (grey); marks: limits",
        groups);
  }

  private static String drawn(String title, List<List<Bar>> groups) {
    return BarPicture.of(List.of(new BarPicture.Section(title, groups)));
  }

  private static String nodes(Division division) {
    return division.nodes() + " nodes";
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", share * 100);
  }

  private static String times(double ratio) {
    return String.format(Locale.ROOT, "%.2f ×", ratio);
  }
}
