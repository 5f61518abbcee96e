package dev.weir.workbench.bench.page;

import dev.weir.workbench.bench.page.Svg.Anchor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Times over percentiles, both on logarithmic scales, each curve named at its end.
final class Curves {

  private static final int HEIGHT = 330;
  private static final int TOP = 14;
  private static final int BOTTOM = 40;
  private static final int LEFT = 58;
  private static final double MARGIN = 8;
  private static final double SAMPLE = 22;
  private static final double NAME_HEIGHT = 17;
  private static final double BASELINE = 5;
  private static final List<Double> TICKS = List.of(50.0, 90.0, 99.0, 99.9);
  private static final double MILLI = 1000;

  private final String label;
  private final List<Curve> curves;

  /// One curve: microseconds at each of `percentiles`, ascending.
  record Curve(String name, String style, List<Double> percentiles, List<Long> micros) {

    long last() {
      return micros.getLast();
    }
  }

  Curves(String label, List<Curve> curves) {
    this.label = label;
    this.curves = List.copyOf(curves);
  }

  /// @param names room for the names at the right
  String markup(int width, int names) {
    Svg svg = new Svg(width, HEIGHT, label);
    double right = width - names;
    names(svg, draw(svg, right), right);
    return svg.markup();
  }

  /// The same, narrower, with the names below.
  String narrowMarkup(int width) {
    Svg svg = new Svg(width, HEIGHT + (int) (NAME_HEIGHT * curves.size()), label);
    var _ = draw(svg, width - MARGIN);
    namesBelow(svg);
    return svg.markup();
  }

  /// Says which height is which time.
  private Scale draw(Svg svg, double right) {
    double most = curves.stream().mapToDouble(Curve::last).max().orElse(1);
    double least = curves.stream().mapToDouble(curve -> curve.micros().getFirst()).min().orElse(1);
    double highest = Math.log10(Math.max(most, least * 2));
    double lowest = Math.log10(Math.max(1, least)) - 0.1;
    double rightmost = curves.stream().mapToDouble(Curves::reach).max().orElse(1);
    Scale x = new Scale(Math.log10(2), rightmost, LEFT, right);
    Scale y = new Scale(lowest, highest, HEIGHT - BOTTOM, TOP);
    grid(svg, x, y);
    for (Curve curve : curves) {
      svg.polyline("curve " + curve.style(), points(curve, x, y));
    }
    return y;
  }

  private record Scale(double from, double to, double start, double end) {
    double at(double value) {
      return start + (value - from) / (to - from) * (end - start);
    }

    boolean holds(double value) {
      return value >= from - 1e-9 && value <= to + 1e-9;
    }
  }

  /// How far right a percentile stands: each step of a nine is as wide.
  private static double nines(double percentile) {
    return -Math.log10(1 - percentile / 100);
  }

  private static double reach(Curve curve) {
    return nines(curve.percentiles().getLast());
  }

  private static double[] points(Curve curve, Scale x, Scale y) {
    double[] points = new double[2 * curve.micros().size()];
    for (int i = 0; i < curve.micros().size(); i++) {
      points[2 * i] = x.at(nines(curve.percentiles().get(i)));
      points[2 * i + 1] = y.at(Math.log10(Math.max(1.0, curve.micros().get(i))));
    }
    return points;
  }

  private static void grid(Svg svg, Scale x, Scale y) {
    for (double decade = MILLI; decade <= 1e8; decade *= 10) {
      for (double step : new double[] {1, 2, 5}) {
        double micros = decade * step;
        if (y.holds(Math.log10(micros))) {
          double at = y.at(Math.log10(micros));
          svg.line("grid", x.start(), at, x.end(), at);
          svg.text("tick", Anchor.END, x.start() - 8, at + BASELINE - 1, Figures.micros(micros));
        }
      }
    }
    for (double tick : TICKS) {
      if (x.holds(nines(tick))) {
        double at = x.at(nines(tick));
        svg.line("grid", at, y.start(), at, y.end());
        String name = tick == 50 ? "median" : Figures.percentile(tick);
        svg.text("tick", Anchor.MIDDLE, at, y.start() + 20, name);
      }
    }
  }

  private List<Curve> slowestFirst() {
    List<Curve> ordered = new ArrayList<>(curves);
    ordered.sort(Comparator.comparingLong(Curve::last).reversed());
    return ordered;
  }

  /// Names under one another, each behind a piece of its curve.
  private void namesBelow(Svg svg) {
    double at = HEIGHT + NAME_HEIGHT / 2;
    for (Curve curve : slowestFirst()) {
      svg.polyline("curve " + curve.style(), LEFT, at, LEFT + SAMPLE, at);
      svg.text(
          "name ink-" + curve.style(),
          Anchor.START,
          LEFT + SAMPLE + 8.0,
          at + BASELINE,
          curve.name());
      at += NAME_HEIGHT;
    }
  }

  /// Names beside the ends of their curves, moved apart where the ends are close.
  private void names(Svg svg, Scale y, double right) {
    double next = TOP;
    for (Curve curve : slowestFirst()) {
      double at = Math.max(next, y.at(Math.log10(Math.max(1.0, (double) curve.last()))));
      svg.text("name ink-" + curve.style(), Anchor.START, right + 10, at + BASELINE, curve.name());
      next = at + NAME_HEIGHT;
    }
  }
}
