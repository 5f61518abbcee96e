package dev.weir.workbench.bench.peers;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/// A growth drawn: steps from left to right, microseconds on a logarithmic scale, a line for each.
/// The file stands alone and follows the reader's choice of light or dark.
final class GrowthPlot {

  private static final int WIDTH = 720;
  private static final int HEIGHT = 300;
  private static final int LEFT = 70;
  private static final int RIGHT = 150;
  private static final int TOP = 46;
  private static final int BOTTOM = 44;
  private static final double NAME_GAP = 16;
  private static final String STYLE =
      """
      <style>
      svg { font: 13px system-ui, sans-serif; --ink: #1c242d; --soft: #626c77; --line: #dedad2;
        --ours: #2b7a9b; --peer: #b04a52; --paper: #fbfaf7 }
      @media (prefers-color-scheme: dark) { svg { --ink: #e8e6e0; --soft: #9aa4ae;
        --line: #38414a; --ours: #6bb8d6; --peer: #e08a90; --paper: #14191e } }
      .paper { fill: var(--paper) } text { fill: var(--soft) } .title { fill: var(--ink); font-weight: 600 }
      .grid { stroke: var(--line) } polyline { fill: none; stroke-width: 2.5; stroke-linejoin: round }
      .ours { stroke: var(--ours) } .peer { stroke: var(--peer) }
      text.ours { fill: var(--ours); stroke: none } text.peer { fill: var(--peer); stroke: none }
      </style>
      """;

  private final Growth growth;
  private final double lowest;
  private final double highest;

  GrowthPlot(Growth growth) {
    this.growth = growth;
    double least = Double.MAX_VALUE;
    double most = 0;
    for (Growth.Step step : growth.steps()) {
      least = Math.min(least, Math.min(step.oursMicros(), step.peerMicros()));
      most = Math.max(most, Math.max(step.oursMicros(), step.peerMicros()));
    }
    this.lowest = Math.log10(Math.max(0.1, least) / 1.5);
    this.highest = Math.log10(Math.max(most, least) * 1.5);
  }

  String svg() {
    StringBuilder svg = new StringBuilder();
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" aria-label="%s">
        %s<rect class="paper" width="%d" height="%d" rx="8"/>
        <text class="title" x="20" y="26">CPU for a request: %s</text>
        """
            .formatted(WIDTH, HEIGHT, words(), STYLE, WIDTH, HEIGHT, growth.work()));
    grid(svg);
    line(svg, "ours", Growth.Step::oursMicros);
    line(svg, "peer", Growth.Step::peerMicros);
    names(svg);
    return svg.append("</svg>\n").toString();
  }

  /// For those who do not see it.
  private String words() {
    StringBuilder words = new StringBuilder("Microseconds of CPU for a request, ");
    words.append(growth.work()).append(':');
    for (Growth.Step step : growth.steps()) {
      words.append(
          String.format(
              Locale.ROOT,
              " at %s %s %.1f, %s %.1f;",
              step.name(),
              growth.ours(),
              step.oursMicros(),
              growth.peer(),
              step.peerMicros()));
    }
    return words.toString();
  }

  private void grid(StringBuilder svg) {
    for (double decade = 1; decade <= 1e7; decade *= 10) {
      for (double step : new double[] {1, 2, 5}) {
        double log = Math.log10(decade * step);
        boolean isWanted = step == 1 || highest - lowest < 2;
        if (isWanted && log >= lowest && log <= highest) {
          svg.append(
              String.format(
                  Locale.ROOT,
                  "<line class=\"grid\" x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\"/>"
                      + "<text text-anchor=\"end\" x=\"%d\" y=\"%.1f\">%,.0f µs</text>%n",
                  LEFT,
                  y(decade * step),
                  WIDTH - RIGHT,
                  y(decade * step),
                  LEFT - 8,
                  y(decade * step) + 4,
                  decade * step));
        }
      }
    }
    List<Growth.Step> steps = growth.steps();
    for (int i = 0; i < steps.size(); i++) {
      svg.append(
          String.format(
              Locale.ROOT,
              "<text text-anchor=\"middle\" x=\"%.1f\" y=\"%d\">%s</text>%n",
              x(i),
              HEIGHT - BOTTOM + 22,
              steps.get(i).name()));
    }
  }

  private void line(StringBuilder svg, String style, ToDoubleFunction<Growth.Step> micros) {
    svg.append("<polyline class=\"").append(style).append("\" points=\"");
    for (int i = 0; i < growth.steps().size(); i++) {
      double value = micros.applyAsDouble(growth.steps().get(i));
      svg.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(i), y(value)));
    }
    svg.append("\"/>\n");
  }

  /// At the ends of the lines, apart from each other.
  private void names(StringBuilder svg) {
    Growth.Step last = growth.steps().getLast();
    double ours = y(last.oursMicros());
    double peer = y(last.peerMicros());
    double gap = Math.max(0, NAME_GAP - Math.abs(ours - peer)) / 2;
    double shift = ours <= peer ? -gap : gap;
    name(svg, "ours", growth.ours(), ours + shift);
    name(svg, "peer", growth.peer(), peer - shift);
  }

  private static void name(StringBuilder svg, String style, String name, double y) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<text class=\"%s\" x=\"%d\" y=\"%.1f\">%s</text>%n",
            style,
            WIDTH - RIGHT + 10,
            y + 4,
            name));
  }

  private double x(int step) {
    return LEFT + 30 + step * (double) (WIDTH - RIGHT - LEFT - 40) / (growth.steps().size() - 1);
  }

  private double y(double micros) {
    double share = (Math.log10(Math.max(0.1, micros)) - lowest) / (highest - lowest);
    return HEIGHT - BOTTOM - share * (HEIGHT - BOTTOM - TOP);
  }
}
