package dev.weir.workbench.bench.page;

import dev.weir.workbench.bench.page.Svg.Anchor;
import java.util.List;

/// Horizontal bars made of parts, one row for each way of doing it, the value behind the bar.
final class Bars {

  private static final int BAR = 17;
  private static final int VALUES = 78;

  private final String label;
  private final List<Row> rows;

  /// One part of a bar.
  record Part(String style, double value) {}

  /// A bar; `low` and `high` are drawn as a thin line when they differ.
  record Row(Label label, List<Part> parts, String value, double low, double high) {

    static Row of(Label label, String style, double value, String words) {
      return new Row(label, List.of(new Part(style, value)), words, value, value);
    }

    double total() {
      return parts.stream().mapToDouble(Part::value).sum();
    }
  }

  Bars(String label, List<Row> rows) {
    this.label = label;
    this.rows = List.copyOf(rows);
  }

  String markup(int width) {
    Svg svg = new Svg(width, Grouped.height(rows, Row::label), label);
    double longest =
        rows.stream().mapToDouble(each -> Math.max(each.total(), each.high())).max().orElse(1);
    double left = Grouped.NAMES;
    double scale = longest == 0 ? 0 : (width - left - VALUES) / longest;
    Grouped.draw(svg, rows, Row::label, (_, row, y) -> bar(svg, row, y, scale));
    return svg.markup();
  }

  private static void bar(Svg svg, Row row, double y, double scale) {
    double left = Grouped.NAMES;
    double x = left;
    for (Part part : row.parts()) {
      svg.rect(part.style(), x, y - BAR / 2.0, part.value() * scale, BAR);
      x += part.value() * scale;
    }
    double end = x;
    if (row.high() > row.low()) {
      end = Math.max(x, left + row.high() * scale);
      svg.line("spread", left + row.low() * scale, y, left + row.high() * scale, y);
    }
    svg.text("value", Anchor.START, end + 8, y + Grouped.BASELINE, row.value());
  }
}
