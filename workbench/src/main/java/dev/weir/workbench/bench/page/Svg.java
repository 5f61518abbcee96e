package dev.weir.workbench.bench.page;

import java.util.Locale;

/// A drawing being made; colours and fonts come from the page's style sheet by class.
public final class Svg {

  /// Where a text is held.
  public enum Anchor {
    START,
    MIDDLE,
    END
  }

  private final StringBuilder body = new StringBuilder();
  private final int width;
  private final int height;
  private final String label;

  /// @param label says in words what the drawing shows
  public Svg(int width, int height, String label) {
    this.width = width;
    this.height = height;
    this.label = label;
  }

  /// A rectangle; a negative width counts as none.
  public Svg rect(String style, double x, double y, double w, double h) {
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

  /// A straight line.
  public Svg line(String style, double x1, double y1, double x2, double y2) {
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

  /// A circle.
  public Svg circle(String style, double x, double y, double radius) {
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

  /// A line through points.
  ///
  /// @param points x and y in turn
  public Svg polyline(String style, double... points) {
    body.append("<polyline class=\"").append(style).append("\" points=\"");
    for (int i = 0; i + 1 < points.length; i += 2) {
      body.append(String.format(Locale.ROOT, "%.1f,%.1f ", points[i], points[i + 1]));
    }
    body.append("\"/>");
    return this;
  }

  /// A line of text.
  public Svg text(String style, Anchor anchor, double x, double y, String text) {
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
  public String markup() {
    return String.format(
        Locale.ROOT,
        "<svg role=\"img\" viewBox=\"0 0 %d %d\" aria-label=\"%s\">%s</svg>%n",
        width,
        height,
        Markup.escaped(label),
        body);
  }

  /// The same as a file of its own, as wide as it is drawn.
  ///
  /// @param style the style sheet, without anything XML would have to be told of
  public String document(String style) {
    return String.format(
        Locale.ROOT,
        """
        <svg xmlns="http://www.w3.org/2000/svg" role="img" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d">
        <title>%3$s</title>
        <style>
        %4$s</style>
        %5$s
        </svg>
        """,
        width,
        height,
        Markup.escaped(label),
        style,
        body.toString().replace("><", ">\n<"));
  }
}
