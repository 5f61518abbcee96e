package dev.weir.workbench.bench.page;

import dev.weir.workbench.bench.page.Svg.Anchor;
import java.util.List;

/// Two values for each row, joined: what changes when a switch is turned.
final class Dumbbells {

  private static final int VALUES = 64;
  private static final double RADIUS = 5.5;

  private final String label;
  private final List<Row> rows;

  /// What a row has with the switch off and on, and how that is said.
  record Row(Label label, double off, double on, String offWords, String onWords) {}

  Dumbbells(String label, List<Row> rows) {
    this.label = label;
    this.rows = List.copyOf(rows);
  }

  String markup(int width) {
    Svg svg = new Svg(width, Grouped.height(rows, Row::label), label);
    double most =
        rows.stream().mapToDouble(each -> Math.max(each.on(), each.off())).max().orElse(1);
    double left = Grouped.NAMES + VALUES;
    double right = width - VALUES;
    double scale = most == 0 ? 0 : (right - left) / most;
    Grouped.draw(
        svg,
        rows,
        Row::label,
        (_, row, y) -> {
          svg.line("rail", left, y, right, y);
          pair(svg, row, y, left + row.off() * scale, left + row.on() * scale);
        });
    return svg.markup();
  }

  private static void pair(Svg svg, Row row, double y, double off, double on) {
    svg.line("joint", off, y, on, y);
    svg.circle("off", off, y, RADIUS);
    svg.circle("on", on, y, RADIUS);
    boolean onIsLeft = on <= off;
    words(svg, "value on-words", onIsLeft ? Anchor.END : Anchor.START, on, y, row.onWords());
    words(svg, "value", onIsLeft ? Anchor.START : Anchor.END, off, y, row.offWords());
  }

  private static void words(
      Svg svg, String style, Anchor anchor, double x, double y, String words) {
    double at = anchor == Anchor.END ? x - RADIUS - 5 : x + RADIUS + 5;
    svg.text(style, anchor, at, y + Grouped.BASELINE, words);
  }
}
