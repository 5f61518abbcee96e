package dev.weir.workbench.bench.page;

import java.util.Locale;

/// A drawing being made; colours and fonts come from the page's style sheet by class.
final class Svg {

  /// Where a text is held.
  enum Anchor {
    START,
    MIDDLE,
    END
  }

  private final StringBuilder body = new StringBuilder();
  private final int width;
  private final int height;
  private final String label;

  /// @param label says in words what the drawing shows
  Svg(int width, int height, String label) {
    this.width = width;
    this.height = height;
    this.label = label;
  }

  Svg rect(String style, double x, double y, double w, double h) {
    body.append(
        String.format(
            Locale.ROOT,
            "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>",
            style,
            x,
            y,
            Math.max(0, w),
            h));
    return this;
  }

  Svg line(String style, double x1, double y1, double x2, double y2) {
    body.append(
        String.format(
            Locale.ROOT,
            "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>",
            style,
            x1,
            y1,
            x2,
            y2));
    return this;
  }

  Svg circle(String style, double x, double y, double radius) {
    body.append(
        String.format(
            Locale.ROOT,
            "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"/>",
            style,
            x,
            y,
            radius));
    return this;
  }

  /// @param points x and y in turn
  Svg polyline(String style, double... points) {
    body.append("<polyline class=\"").append(style).append("\" points=\"");
    for (int i = 0; i + 1 < points.length; i += 2) {
      body.append(String.format(Locale.ROOT, "%.1f,%.1f ", points[i], points[i + 1]));
    }
    body.append("\"/>");
    return this;
  }

  Svg text(String style, Anchor anchor, double x, double y, String text) {
    body.append(
        String.format(
            Locale.ROOT,
            "<text class=\"%s\" text-anchor=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>",
            style,
            anchor.name().toLowerCase(Locale.ROOT),
            x,
            y,
            Markup.escaped(text)));
    return this;
  }

  /// The element, as wide as what it stands in.
  String markup() {
    return String.format(
        Locale.ROOT,
        "<svg role=\"img\" viewBox=\"0 0 %d %d\" aria-label=\"%s\">%s</svg>%n",
        width,
        height,
        Markup.escaped(label),
        body);
  }
}
