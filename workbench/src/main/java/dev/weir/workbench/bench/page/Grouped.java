package dev.weir.workbench.bench.page;

import dev.weir.workbench.bench.page.Svg.Anchor;
import java.util.List;
import java.util.function.Function;

/// Rows of a drawing under the headings they share, names at the left.
final class Grouped {

  /// Height of a row; what draws it has the middle.
  static final int ROW = 29;

  /// Width of the names, and where bars begin.
  static final int NAMES = 106;

  /// From the middle of a line of text to its baseline.
  static final double BASELINE = 5;

  private static final int HEADING = 30;
  private static final int FIRST_HEADING = 22;

  private Grouped() {}

  /// Draws one row around the middle `y`.
  interface RowDrawing<R> {
    void draw(Svg svg, R row, double y);
  }

  /// How high the drawing of `rows` is.
  static <R> int height(List<R> rows, Function<R, Label> label) {
    int height = 0;
    String group = "";
    for (R row : rows) {
      if (!label.apply(row).group().equals(group)) {
        group = label.apply(row).group();
        height += height == 0 ? FIRST_HEADING : HEADING;
      }
      height += ROW;
    }
    return height;
  }

  /// Draws headings and names, and has the rest of each row drawn.
  static <R> void draw(Svg svg, List<R> rows, Function<R, Label> label, RowDrawing<R> drawing) {
    double y = 0;
    String group = "";
    for (R row : rows) {
      Label of = label.apply(row);
      if (!of.group().equals(group)) {
        group = of.group();
        y += y == 0 ? FIRST_HEADING : HEADING;
        svg.text("group", Anchor.START, 0, y - 8, group);
      }
      double middle = y + ROW / 2.0;
      svg.text("name", Anchor.START, 0, middle + BASELINE, of.name());
      drawing.draw(svg, row, middle);
      y += ROW;
    }
  }
}
