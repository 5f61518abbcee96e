package dev.weir.workbench.bench.cluster.picture;

import dev.weir.workbench.bench.page.Svg;
import dev.weir.workbench.bench.page.Svg.Anchor;
import java.util.List;

/// Horizontal bars with the limit of each as a mark.
public final class BarPicture {

  private static final int NAMES = 96;
  private static final int VALUES = 76;
  private static final int TITLE = 34;
  private static final int ROW = 24;
  private static final int BAR = 15;
  private static final int GAP = 12;

  private BarPicture() {}

  /// Which of two things a bar shows.
  public enum Ink {
    OURS("ours"),
    OTHER("other");

    private final String style;

    Ink(String style) {
      this.style = style;
    }
  }

  /// One bar.
  ///
  /// @param limit NaN for none
  public record Bar(String name, Ink ink, double value, String words, double limit) {

    /// One without a limit.
    public Bar(String name, Ink ink, double value, String words) {
      this(name, ink, value, words, Double.NaN);
    }

    private double end() {
      return Double.isNaN(limit) ? value : Math.max(value, limit);
    }
  }

  /// Bars of one scale, in groups.
  public record Section(String title, List<List<Bar>> groups) {

    public Section {
      groups = List.copyOf(groups);
    }

    private List<Bar> bars() {
      return groups.stream().flatMap(List::stream).toList();
    }

    private int height() {
      return TITLE + bars().size() * ROW + groups.size() * GAP;
    }
  }

  /// The sections below each other, as a file.
  public static String of(List<Section> sections) {
    int height = sections.stream().mapToInt(Section::height).sum();
    Svg svg = new Svg(Paper.WIDTH, height, sections.getFirst().title());
    double y = 0;
    for (Section section : sections) {
      draw(svg, section, y);
      y += section.height();
    }
    return svg.document(Paper.STYLE);
  }

  private static void draw(Svg svg, Section section, double top) {
    double longest = section.bars().stream().mapToDouble(Bar::end).max().orElse(1);
    double scale = (Paper.WIDTH - NAMES - VALUES) / longest;
    svg.text("title", Anchor.START, 0, top + 16, section.title());
    double y = top + TITLE;
    for (List<Bar> group : section.groups()) {
      for (Bar bar : group) {
        draw(svg, bar, y + ROW / 2.0, scale);
        y += ROW;
      }
      y += GAP;
    }
  }

  private static void draw(Svg svg, Bar bar, double middle, double scale) {
    double mark = NAMES + bar.limit() * scale;
    svg.text("soft", Anchor.END, NAMES - 10, middle + 5, bar.name())
        .rect(bar.ink().style, NAMES, middle - BAR / 2.0, bar.value() * scale, BAR);
    if (!Double.isNaN(bar.limit())) {
      svg.line("limit", mark, middle - BAR / 2.0 - 3, mark, middle + BAR / 2.0 + 3);
    }
    svg.text("value", Anchor.START, NAMES + bar.end() * scale + 8, middle + 5, bar.words());
  }
}
