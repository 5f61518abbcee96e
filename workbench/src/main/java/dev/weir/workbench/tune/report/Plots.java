package dev.weir.workbench.tune.report;

import dev.weir.workbench.tune.replay.Figures;
import dev.weir.workbench.tune.replay.RuleSetResult;
import dev.weir.workbench.tune.replay.Timeline;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/// Plots of a comparison as SVG to be put into a page; colours come from the page's style.
final class Plots {

  /// Series told apart by colour.
  static final int COLOURS = 6;

  private static final int WIDTH = 640;
  private static final int BAR = 18;
  private static final int LABEL = 16;
  private static final int VALUES = 190;
  private static final int HEIGHT = 220;
  private static final int LEFT = 52;
  private static final int BOTTOM = 26;
  private static final int BUCKETS = 120;
  private static final int[] STEPS = {1, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440};

  private final List<RuleSetResult> sets;

  Plots(List<RuleSetResult> sets) {
    this.sets = List.copyOf(sets);
  }

  /// Hits and byte hits of each rule set, from 0 to 100 %.
  String hits() {
    StringBuilder svg = new StringBuilder();
    int y = 0;
    for (int i = 0; i < sets.size(); i++) {
      Figures all = sets.get(i).all();
      label(svg, y, sets.get(i).name());
      y += LABEL + 4;
      bar(svg, i, y, all.hitRatio(), Format.percent(all.hitRatio()) + " requests");
      y += BAR + 4;
      bar(svg, i, y, all.byteHitRatio(), Format.percent(all.byteHitRatio()) + " bytes");
      y += BAR + 14;
    }
    return wrapped(svg, y, "Hit ratio and byte hit ratio of each rule set");
  }

  private static void label(StringBuilder svg, int y, String text) {
    svg.append("<text class=\"label\" x=\"0\" y=\"").append(y + LABEL - 3).append("\">");
    svg.append(Html.text(text)).append("</text>");
  }

  private static void bar(StringBuilder svg, int series, int y, double share, String value) {
    rect(svg, "track", 0, y, WIDTH - VALUES);
    rect(svg, "fill s" + series % COLOURS, 0, y, (WIDTH - VALUES) * share);
    value(svg, y, value);
  }

  private static void rect(StringBuilder svg, String style, double x, int y, double width) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<rect class=\"%s\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" rx=\"3\"/>",
            style,
            x,
            y,
            Math.max(0, width),
            BAR));
  }

  private static void value(StringBuilder svg, int y, String value) {
    svg.append("<text class=\"value\" x=\"").append(WIDTH - VALUES + 10).append("\" y=\"");
    svg.append(y + BAR - 5).append("\">").append(value).append("</text>");
  }

  /// Stale answers: what is proven, and on top of it what is possible.
  String stale() {
    double most = highest(set -> set.all().staleShareAtMost());
    StringBuilder svg = new StringBuilder();
    int y = 0;
    for (int i = 0; i < sets.size(); i++) {
      Figures all = sets.get(i).all();
      double scale = most == 0 ? 0 : (WIDTH - VALUES) / most;
      label(svg, y, sets.get(i).name());
      y += LABEL + 4;
      rect(svg, "track", 0, y, WIDTH - VALUES);
      rect(svg, "fill pale s" + i % COLOURS, 0, y, all.staleShareAtMost() * scale);
      rect(svg, "fill s" + i % COLOURS, 0, y, all.staleShareAtLeast() * scale);
      value(
          svg,
          y,
          Format.percent(all.staleShareAtLeast()) + " – " + Format.percent(all.staleShareAtMost()));
      y += BAR + 14;
    }
    return wrapped(
        svg, y, "Share of requests answered with something outdated, lower and upper bound");
  }

  private double highest(ToDoubleFunction<RuleSetResult> value) {
    return sets.stream().mapToDouble(value).max().orElse(0);
  }

  /// Requests per minute to the origin over the time of the log, one line per rule set.
  String origin() {
    long start = sets.stream().mapToLong(set -> set.origin().startMillis()).min().orElse(0);
    int minutes =
        sets.stream()
            .map(RuleSetResult::origin)
            .mapToInt(line -> offset(line, start) + line.minutes())
            .max()
            .orElse(0);
    int step = step(minutes);
    double top = Math.max(1, highest(set -> peak(set.origin(), step)));
    StringBuilder svg = new StringBuilder();
    grid(svg, top, start, minutes);
    for (int i = 0; i < sets.size(); i++) {
      line(svg, i, sets.get(i).origin(), new Scale(start, minutes, step, top));
    }
    String unit = unit(step);
    return wrapped(svg, HEIGHT + 8, "Requests per minute to the origin, mean of " + unit)
        + "<p class=\"note\">Per minute, mean of "
        + unit
        + ".</p>";
  }

  /// Minutes that make one point: a round number, or what comes and goes with the hour would make a
  /// pattern of its own.
  private static int step(int minutes) {
    for (int step : STEPS) {
      if (minutes / step <= BUCKETS) {
        return step;
      }
    }
    int days = minutes / BUCKETS / STEPS[STEPS.length - 1] + 1;
    return days * STEPS[STEPS.length - 1];
  }

  private record Scale(long startMillis, int minutes, int step, double top) {
    double x(int minute) {
      return LEFT + (WIDTH - LEFT) * (double) minute / Math.max(1, minutes);
    }

    double y(double value) {
      return 6 + (HEIGHT - BOTTOM - 6) * (1 - value / top);
    }
  }

  private static String unit(int step) {
    if (step % 60 != 0) {
      return step == 1 ? "one minute" : step + " minutes";
    }
    return step == 60 ? "one hour" : step / 60 + " hours";
  }

  private static int offset(Timeline line, long startMillis) {
    return (int) ((line.startMillis() - startMillis) / 60_000);
  }

  private static double peak(Timeline line, int step) {
    double peak = 0;
    for (int from = 0; from < line.minutes(); from += step) {
      peak = Math.max(peak, (double) line.sum(from, from + step) / step);
    }
    return peak;
  }

  private static void grid(StringBuilder svg, double top, long start, int minutes) {
    Scale scale = new Scale(start, minutes, 1, top);
    for (int i = 0; i <= 4; i++) {
      double value = top * i / 4;
      svg.append(
          String.format(
              Locale.ROOT,
              "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>"
                  + "<text class=\"tick end\" x=\"%d\" y=\"%.1f\">%s</text>",
              LEFT,
              WIDTH,
              scale.y(value),
              scale.y(value),
              LEFT - 6,
              scale.y(value) + 4,
              top < 8 ? Format.decimal(value) : Format.count(Math.round(value))));
    }
    tick(svg, "tick", LEFT, Format.minute(start));
    tick(svg, "tick end", WIDTH, Format.minute(start + minutes * 60_000L));
  }

  private static void tick(StringBuilder svg, String style, int x, String text) {
    svg.append("<text class=\"").append(style).append("\" x=\"").append(x);
    svg.append("\" y=\"").append(HEIGHT).append("\">").append(text).append("</text>");
  }

  private static void line(StringBuilder svg, int series, Timeline line, Scale scale) {
    svg.append("<polyline class=\"line s").append(series % COLOURS).append("\" points=\"");
    int offset = offset(line, scale.startMillis());
    for (int from = 0; from < line.minutes(); from += scale.step()) {
      double mean = (double) line.sum(from, from + scale.step()) / scale.step();
      svg.append(
          String.format(
              Locale.ROOT, "%.1f,%.1f ", scale.x(offset + from + scale.step() / 2), scale.y(mean)));
    }
    svg.append("\"/>");
  }

  private static String wrapped(StringBuilder svg, int height, String title) {
    return "<svg role=\"img\" viewBox=\"0 0 "
        + WIDTH
        + " "
        + height
        + "\"><title>"
        + title
        + "</title>"
        + svg
        + "</svg>";
  }
}
