package dev.weir.workbench.bench.cluster.picture;

import dev.weir.workbench.bench.page.Svg;
import dev.weir.workbench.bench.page.Svg.Anchor;
import java.util.List;

/// Dots over time, one strip below the other, on the same scales.
public final class DotPicture {

  private static final int NAMES = 96;
  private static final int RIGHT = 46;
  private static final int TOP = 40;
  private static final int STRIP = 104;
  private static final int PLOT = 82;
  private static final int BOTTOM = 34;
  private static final double RADIUS = 2;

  private DotPicture() {}

  /// One event.
  ///
  /// @param at milliseconds, may be negative
  /// @param height milliseconds
  public record Dot(double at, double height) {}

  /// Events of one kind.
  public record Strip(String name, List<Dot> dots) {

    public Strip {
      dots = List.copyOf(dots);
    }
  }

  /// What the axes show.
  ///
  /// @param from of time, milliseconds
  /// @param step between two marks of time
  /// @param top of the heights, milliseconds
  public record Axes(double from, double to, double step, double top) {

    private double x(double at) {
      return NAMES + (at - from) / (to - from) * (Paper.WIDTH - NAMES - RIGHT);
    }
  }

  /// The strips, as a file.
  public static String of(String title, Axes axes, List<Strip> strips) {
    int height = TOP + strips.size() * STRIP + BOTTOM;
    Svg svg = new Svg(Paper.WIDTH, height, title).text("title", Anchor.START, 0, 16, title);
    double top = TOP;
    for (Strip strip : strips) {
      draw(svg, strip, axes, top);
      top += STRIP;
    }
    for (double at = axes.from(); at <= axes.to(); at += axes.step()) {
      svg.text("soft", Anchor.MIDDLE, axes.x(at), top + 10, "%.0f ms".formatted(at));
    }
    return svg.document(Paper.STYLE);
  }

  private static void draw(Svg svg, Strip strip, Axes axes, double top) {
    double bottom = top + PLOT;
    double right = Paper.WIDTH - RIGHT;
    svg.text("soft", Anchor.END, NAMES - 10, top + PLOT / 2.0 + 5, strip.name())
        .line("axis", NAMES, bottom, right, bottom)
        .line("axis", NAMES, top, right, top)
        .line("limit", axes.x(0), top - 4, axes.x(0), bottom + 4)
        .text("soft", Anchor.START, right + 6, top + 5, "%.0f ms".formatted(axes.top()))
        .text("soft", Anchor.START, right + 6, bottom + 5, "0");
    for (Dot dot : strip.dots()) {
      double share = Math.min(1, dot.height() / axes.top());
      svg.circle("ours", axes.x(dot.at()), bottom - share * PLOT, RADIUS);
    }
  }
}
