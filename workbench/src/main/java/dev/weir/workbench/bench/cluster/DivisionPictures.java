package dev.weir.workbench.bench.cluster;

import dev.weir.workbench.bench.page.Svg;
import dev.weir.workbench.bench.page.Svg.Anchor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// How nodes divide URLs, drawn: horizontal bars with the limit of each as a mark, readable on
/// light and on dark paper.
final class DivisionPictures {

  private static final int WIDTH = 680;
  private static final int NAMES = 96;
  private static final int VALUES = 76;
  private static final int TOP = 34;
  private static final int ROW = 24;
  private static final int BAR = 15;
  private static final int GAP = 12;

  private static final String STYLE =
      """
      text { font: 13px system-ui, sans-serif; fill: #1f2933; }
      .title { font-weight: 600; }
      .soft { fill: #5c6b7a; }
      .ours { fill: #2f6fbf; }
      .other { fill: #a9b4c0; }
      .limit { stroke: #b3431e; stroke-width: 2; }
      @media (prefers-color-scheme: dark) {
      text { fill: #e6ecf2; }
      .soft { fill: #9aa8b7; }
      .ours { fill: #5aa9ff; }
      .other { fill: #5b6876; }
      .limit { stroke: #f0a04b; }
      }
      """;

  private final List<Division> divisions;

  /// One bar.
  ///
  /// @param limit NaN for none
  private record Bar(String name, String style, double value, String words, double limit) {}

  DivisionPictures(List<Division> divisions) {
    this.divisions = List.copyOf(divisions);
  }

  /// Writes the files; says which.
  List<Path> write(Path directory) throws IOException {
    Files.createDirectories(directory);
    return List.of(
        Files.writeString(directory.resolve("cluster-moved.svg"), moved()),
        Files.writeString(directory.resolve("cluster-load.svg"), load()),
        Files.writeString(directory.resolve("cluster-messages.svg"), messages()));
  }

  private String moved() {
    List<List<Bar>> groups = new ArrayList<>();
    for (Division each : divisions) {
      groups.add(
          List.of(
              new Bar(nodes(each), "ours", each.moved(), percent(each.moved()), each.mostMoved())));
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
                  nodes(each), "ours", each.uneven(), times(each.uneven()), Division.MOST_UNEVEN),
              new Bar("", "other", each.hottest(), times(each.hottest()), Division.MOST_HOT)));
    }
    return drawn(
        "Fullest node ÷ average: URLs (blue), in flight with one hot URL (grey); marks: limits",
        groups);
  }

  private String messages() {
    List<List<Bar>> groups = new ArrayList<>();
    for (Division each : divisions) {
      groups.add(
          List.of(
              new Bar(nodes(each), "ours", Division.MESSAGES, "" + Division.MESSAGES, Double.NaN),
              new Bar("", "other", each.mesh(), "" + each.mesh(), Double.NaN)));
    }
    return drawn(
        "Questions and answers for a miss: to the owner (blue), in an ICP mesh (grey)", groups);
  }

  private static String drawn(String title, List<List<Bar>> groups) {
    List<Bar> all = groups.stream().flatMap(List::stream).toList();
    double longest =
        all.stream()
            .mapToDouble(
                bar -> Double.isNaN(bar.limit()) ? bar.value() : Math.max(bar.value(), bar.limit()))
            .max()
            .orElse(1);
    double scale = (WIDTH - NAMES - VALUES) / longest;
    int height = TOP + all.size() * ROW + groups.size() * GAP;
    Svg svg = new Svg(WIDTH, height, title).text("title", Anchor.START, 0, 16, title);
    double y = TOP;
    for (List<Bar> group : groups) {
      for (Bar bar : group) {
        draw(svg, bar, y + ROW / 2.0, scale);
        y += ROW;
      }
      y += GAP;
    }
    return svg.document(STYLE);
  }

  private static void draw(Svg svg, Bar bar, double middle, double scale) {
    double end = NAMES + bar.value() * scale;
    double mark = NAMES + bar.limit() * scale;
    svg.text("soft", Anchor.END, NAMES - 10, middle + 5, bar.name())
        .rect(bar.style(), NAMES, middle - BAR / 2.0, bar.value() * scale, BAR);
    if (!Double.isNaN(bar.limit())) {
      svg.line("limit", mark, middle - BAR / 2.0 - 3, mark, middle + BAR / 2.0 + 3);
      end = Math.max(end, mark);
    }
    svg.text("value", Anchor.START, end + 8, middle + 5, bar.words());
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
