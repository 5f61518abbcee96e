package dev.weir.workbench.bench.page;

import dev.weir.workbench.bench.report.Burst;
import dev.weir.workbench.bench.report.CaseResult;
import dev.weir.workbench.bench.report.Report;
import dev.weir.workbench.bench.report.Slice;
import dev.weir.workbench.bench.report.SplitCase;
import dev.weir.workbench.bench.report.SplitCase.Cache;
import dev.weir.workbench.bench.report.SplitCase.Front;
import dev.weir.workbench.bench.report.SplitCase.Switch;
import dev.weir.workbench.bench.report.Summary;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A report as the page asks it: by what stands where, and for one page view instead of one
/// request.
final class Split {

  /// The steps of the story: who serves the pictures, and what stands in between.
  static final List<SplitCase> STEPS =
      List.of(
          step(Front.ALONE, Cache.OFF),
          step(Front.PASSES, Cache.OFF),
          step(Front.PASSES, Cache.ONE_NODE),
          step(Front.PASSES, Cache.PAIR),
          step(Front.SERVES, Cache.OFF),
          step(Front.SERVES, Cache.ONE_NODE),
          step(Front.SERVES, Cache.PAIR));

  private final Report report;

  Split(Report report) {
    this.report = report;
  }

  Report report() {
    return report;
  }

  /// The steps that were measured.
  List<CaseResult> steps() {
    return STEPS.stream()
        .flatMap(step -> report.cases().stream().filter(result -> result.split().equals(step)))
        .toList();
  }

  @Nullable CaseResult find(Front front, Cache cache, Switch client, Switch upstream) {
    SplitCase wanted = new SplitCase(front, cache, client, upstream);
    return report.cases().stream()
        .filter(result -> result.split().equals(wanted) && !result.slices().isEmpty())
        .findFirst()
        .orElse(null);
  }

  /// With the connections that the demo has: kept with clients, new for each request upstream.
  @Nullable CaseResult find(Front front, Cache cache) {
    return find(front, cache, Switch.ON, Switch.OFF);
  }

  /// Microseconds of CPU time for one page view.
  static Summary cpuPerView(CaseResult result) {
    return result.slices(slice -> slice.cpuPerRequest() * perView(slice));
  }

  static double cpuPerView(CaseResult result, String tier) {
    return result.slices(slice -> slice.cpuPerRequest(tier) * perView(slice)).median();
  }

  static Summary viewsPerSecond(CaseResult result) {
    return result.bursts(Burst::viewsPerSecond);
  }

  private static double perView(Slice slice) {
    return slice.views() == 0 ? 0 : (double) slice.requests() / slice.views();
  }

  /// `static at the edge, one node`.
  static String name(SplitCase split) {
    return split.front() == Front.ALONE
        ? split.front().words()
        : split.front().words() + ", " + split.cache().words();
  }

  /// `edge serves, one node`: short enough for a telephone.
  static String shortName(SplitCase split) {
    return switch (split.front()) {
      case ALONE -> "application alone";
      case PASSES -> "app serves, " + split.cache().words();
      case SERVES -> "edge serves, " + split.cache().words();
    };
  }

  private static SplitCase step(Front front, Cache cache) {
    return new SplitCase(front, cache, Switch.ON, Switch.OFF);
  }
}
