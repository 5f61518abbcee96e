package dev.weir.workbench.bench.page;

import dev.weir.workbench.bench.page.Svg.Anchor;
import java.util.List;

/// Two values for each row, joined: what changes when a switch is turned.
final class Dumbbells {

  private static final int WIDE_ROW = 34;
  private static final int NARROW_ROW = 48;
  private static final int LABELS = 232;
  private static final int VALUES = 96;
  private static final int HEAD = 24;
  private static final double BASELINE = 5;

  private final String label;
  private final List<Row> rows;

  /// What a row has with the switch off and on, and how that is said.
  record Row(String name, double off, double on, String offWords, String onWords) {}

  Dumbbells(String label, List<Row> rows) {
    this.label = label;
    this.rows = List.copyOf(rows);
  }

  String wide(int width) {
    Svg svg = new Svg(width, HEAD + rows.size() * WIDE_ROW, label);
    double y = HEAD;
    for (Row row : rows) {
      svg.text("name", Anchor.END, LABELS - 12, y + WIDE_ROW / 2.0 + BASELINE, row.name());
      pair(svg, row, LABELS, y + WIDE_ROW / 2.0, width - LABELS);
      y += WIDE_ROW;
    }
    return svg.markup();
  }

  String narrow(int width) {
    Svg svg = new Svg(width, HEAD + rows.size() * NARROW_ROW, label);
    double y = HEAD;
    for (Row row : rows) {
      svg.text("name", Anchor.START, 0, y + 13, row.name());
      pair(svg, row, 0, y + 30, width);
      y += NARROW_ROW;
    }
    return svg.markup();
  }

  private void pair(Svg svg, Row row, double left, double y, double width) {
    double most =
        rows.stream().mapToDouble(each -> Math.max(each.on(), each.off())).max().orElse(1);
    double room = width - 2 * VALUES;
    double scale = most == 0 ? 0 : room / most;
    double off = left + VALUES + row.off() * scale;
    double on = left + VALUES + row.on() * scale;
    svg.line("rail", left + VALUES, y, left + VALUES + room, y);
    svg.line("joint", off, y, on, y);
    svg.circle("off", off, y, 5.5);
    svg.circle("on", on, y, 5.5);
    boolean onIsLeft = on <= off;
    words(svg, "value on-words", onIsLeft ? Anchor.END : Anchor.START, on, y, row.onWords());
    words(svg, "value", onIsLeft ? Anchor.START : Anchor.END, off, y, row.offWords());
    if (row.equals(rows.getFirst())) {
      svg.text("key on-words", onIsLeft ? Anchor.END : Anchor.START, on, y - 16, "kept");
      svg.text("key", onIsLeft ? Anchor.START : Anchor.END, off, y - 16, "new for each");
    }
  }

  private static void words(
      Svg svg, String style, Anchor anchor, double x, double y, String words) {
    svg.text(style, anchor, anchor == Anchor.END ? x - 11 : x + 11, y + BASELINE, words);
  }
}
