package dev.weir.workbench.bench.page;

import dev.weir.workbench.bench.page.Svg.Anchor;
import java.util.List;

/// Horizontal bars made of parts, one row for each way of doing it, the value behind the bar.
final class Bars {

  private static final int BAR = 18;
  private static final int WIDE_ROW = 34;
  private static final int NARROW_ROW = 46;
  private static final int LABELS = 232;
  private static final int VALUES = 84;
  private static final double BASELINE = 5;

  private final String label;
  private final List<Row> rows;

  /// One part of a bar.
  record Part(String style, double value) {}

  /// A bar; `low` and `high` are drawn as a thin line when they differ.
  record Row(String name, List<Part> parts, String value, double low, double high) {

    static Row of(String name, String style, double value, String words) {
      return new Row(name, List.of(new Part(style, value)), words, value, value);
    }

    double total() {
      return parts.stream().mapToDouble(Part::value).sum();
    }
  }

  Bars(String label, List<Row> rows) {
    this.label = label;
    this.rows = List.copyOf(rows);
  }

  /// Names left of the bars.
  String wide(int width) {
    Svg svg = new Svg(width, rows.size() * WIDE_ROW, label);
    double y = 0;
    for (Row row : rows) {
      svg.text("name", Anchor.END, LABELS - 12, y + WIDE_ROW / 2.0 + BASELINE, row.name());
      bar(svg, row, LABELS, y + (WIDE_ROW - BAR) / 2.0, width - LABELS - VALUES);
      y += WIDE_ROW;
    }
    return svg.markup();
  }

  /// Names above the bars.
  String narrow(int width) {
    Svg svg = new Svg(width, rows.size() * NARROW_ROW, label);
    double y = 0;
    for (Row row : rows) {
      svg.text("name", Anchor.START, 0, y + 15, row.name());
      bar(svg, row, 0, y + 21, width - VALUES);
      y += NARROW_ROW;
    }
    return svg.markup();
  }

  private void bar(Svg svg, Row row, double left, double top, double room) {
    double longest =
        rows.stream().mapToDouble(each -> Math.max(each.total(), each.high())).max().orElse(1);
    double scale = longest == 0 ? 0 : room / longest;
    double x = left;
    for (Part part : row.parts()) {
      svg.rect(part.style(), x, top, part.value() * scale, BAR);
      x += part.value() * scale;
    }
    double end = x;
    if (row.high() > row.low()) {
      double middle = top + BAR / 2.0;
      end = Math.max(x, left + row.high() * scale);
      svg.line("spread", left + row.low() * scale, middle, left + row.high() * scale, middle);
    }
    svg.text("value", Anchor.START, end + 8, top + BAR / 2.0 + BASELINE, row.value());
  }
}
