package dev.weir.workbench.bench.page;

import dev.weir.workbench.bench.report.CaseResult;
import dev.weir.workbench.bench.report.Slice;
import dev.weir.workbench.bench.report.SlowResult;
import dev.weir.workbench.bench.report.SplitCase;
import dev.weir.workbench.bench.report.SplitCase.Cache;
import dev.weir.workbench.bench.report.SplitCase.Front;
import dev.weir.workbench.bench.report.SplitCase.Switch;
import dev.weir.workbench.bench.report.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// The data of each drawing.
final class SplitFigures {

  private static final List<String> TIERS = List.of("edge", "node", "app");
  private static final double MICROS_PER_MILLI = 1000;
  private static final double LEAST_PERCENTILE = 50;
  private static final double HUNDRED = 100;

  private final Split split;

  SplitFigures(Split split) {
    this.split = split;
  }

  List<Bars.Row> cpu() {
    return split.steps().stream()
        .map(result -> {
          Summary all = Split.cpuPerView(result);
          List<Bars.Part> parts =
              TIERS.stream()
                  .map(tier -> new Bars.Part(tier, Split.cpuPerView(result, tier)))
                  .toList();
          return new Bars.Row(
              Label.of(result.split()),
              parts,
              Figures.micros(all.median()),
              all.lowest(),
              all.highest());
        })
        .toList();
  }

  List<Bars.Row> capacity() {
    return split.steps().stream()
        .filter(result -> !result.bursts().isEmpty())
        .map(result -> {
          Summary views = Split.viewsPerSecond(result);
          return new Bars.Row(
              Label.of(result.split()),
              List.of(new Bars.Part("plain", views.median())),
              Figures.number(views.median()) + " /s",
              views.lowest(),
              views.highest());
        })
        .toList();
  }

  List<Bars.Row> memory() {
    return split.steps().stream()
        .map(result -> {
          List<Bars.Part> parts =
              TIERS.stream().map(tier -> new Bars.Part(tier, memory(result, tier))).toList();
          double all = parts.stream().mapToDouble(Bars.Part::value).sum();
          return new Bars.Row(Label.of(result.split()), parts, Figures.mebibytes(all), all, all);
        })
        .toList();
  }

  List<Bars.Row> saved() {
    return split.steps().stream()
        .map(result -> {
          double saved = result.slices(Slice::saved).median();
          return Bars.Row.of(Label.of(result.split()), "plain", saved, Figures.percent(saved));
        })
        .toList();
  }

  List<Bars.Row> workers() {
    return split.steps().stream()
        .map(result -> {
          double busy = result.slices(Slice::workersBusy).median();
          return Bars.Row.of(Label.of(result.split()), "app", busy, Figures.hundredths(busy));
        })
        .toList();
  }

  /// CPU for a request with upstream connections new for each and kept; then the same for those of
  /// clients.
  List<Dumbbells.Row> upstreamKeepAlive() {
    List<Dumbbells.Row> rows = new ArrayList<>();
    for (SplitCase step : Split.STEPS) {
      CaseResult off = split.find(step.front(), step.cache(), Switch.ON, Switch.OFF);
      CaseResult on = split.find(step.front(), step.cache(), Switch.ON, Switch.ON);
      if (step.front() != Front.ALONE && off != null && on != null) {
        rows.add(row(step, off, on));
      }
    }
    return rows;
  }

  List<Dumbbells.Row> clientKeepAlive() {
    List<Dumbbells.Row> rows = new ArrayList<>();
    for (SplitCase step : Split.STEPS) {
      CaseResult off = split.find(step.front(), step.cache(), Switch.OFF, Switch.OFF);
      CaseResult on = split.find(step.front(), step.cache(), Switch.ON, Switch.OFF);
      if (off != null && on != null) {
        rows.add(row(step, off, on));
      }
    }
    return rows;
  }

  List<Curves.Curve> times() {
    List<Curves.Curve> curves = new ArrayList<>();
    curve(curves, Front.ALONE, Cache.OFF, "first");
    curve(curves, Front.PASSES, Cache.OFF, "second");
    curve(curves, Front.PASSES, Cache.PAIR, "third");
    curve(curves, Front.SERVES, Cache.OFF, "fourth");
    curve(curves, Front.SERVES, Cache.PAIR, "fifth");
    return curves;
  }

  List<Bars.Row> slowWorkers() {
    return split.report().slow().stream()
        .map(slow ->
            Bars.Row.of(
                Label.of(slow.split()),
                "app",
                slow.workersMost(),
                slow.workersMost() + " of " + slow.workers()))
        .toList();
  }

  List<Bars.Row> slowOthers() {
    return split.report().slow().stream()
        .map(slow ->
            Bars.Row.of(
                Label.of(slow.split()),
                "plain",
                slow.others().p50() / MICROS_PER_MILLI,
                waited(slow)))
        .toList();
  }

  private static String waited(SlowResult slow) {
    return slow.unfinished() > 0
        ? "> " + Figures.micros((double) slow.others().p50())
        : Figures.micros((double) slow.others().p50());
  }

  private static double memory(CaseResult result, String tier) {
    return result.slices(slice -> slice.memory().getOrDefault(tier, 0L)).median();
  }

  private static Dumbbells.Row row(SplitCase step, CaseResult off, CaseResult on) {
    double without = off.slices(Slice::cpuPerRequest).median();
    double with = on.slices(Slice::cpuPerRequest).median();
    return new Dumbbells.Row(
        Label.of(step), without, with, Figures.micros(without), Figures.micros(with));
  }

  private void curve(List<Curves.Curve> curves, Front front, Cache cache, String style) {
    CaseResult result = split.find(front, cache);
    if (result == null || result.curve().size() != CaseResult.CURVE.size()) {
      return;
    }
    long views = result.slices().stream().mapToLong(slice -> slice.view().count()).sum();
    // Beyond this the curve would rest on fewer than two views.
    double last = HUNDRED * (1 - 2.0 / Math.max(2, views));
    List<Integer> kept =
        IntStream.range(0, CaseResult.CURVE.size())
            .filter(i ->
                CaseResult.CURVE.get(i) >= LEAST_PERCENTILE
                    && CaseResult.CURVE.get(i) <= Math.max(last, LEAST_PERCENTILE))
            .boxed()
            .toList();
    curves.add(
        new Curves.Curve(
            Split.shortName(result.split()),
            style,
            kept.stream().map(CaseResult.CURVE::get).toList(),
            kept.stream().map(result.curve()::get).toList()));
  }
}
