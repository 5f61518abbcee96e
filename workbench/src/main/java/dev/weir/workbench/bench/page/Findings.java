package dev.weir.workbench.bench.page;

import dev.weir.workbench.bench.report.CaseResult;
import dev.weir.workbench.bench.report.Slice;
import dev.weir.workbench.bench.report.SlowResult;
import dev.weir.workbench.bench.report.SplitCase.Cache;
import dev.weir.workbench.bench.report.SplitCase.Front;
import dev.weir.workbench.bench.report.SplitCase.Switch;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the figures say, in sentences made from them.
final class Findings {

  private static final String PLAIN = "The split of static and dynamic content, measured";

  private final Split split;

  Findings(Split split) {
    this.split = split;
  }

  /// A figure to be seen from afar, and what it is.
  record Finding(String figure, String words) {}

  /// The first sentence of the page.
  String headline() {
    CaseResult before = split.find(Front.PASSES, Cache.OFF);
    CaseResult after = split.find(Front.SERVES, Cache.OFF);
    if (before == null || after == null) {
      return PLAIN;
    }
    double ratio = Split.cpuPerView(before).median() / Split.cpuPerView(after).median();
    return ratio >= 1
        ? "Pictures served at the edge: a page view takes "
            + Figures.times(ratio)
            + " times less CPU"
        : "Pictures served at the edge: a page view takes "
            + Figures.times(1 / ratio)
            + " times more CPU";
  }

  List<Finding> all() {
    List<@Nullable Finding> found = new ArrayList<>();
    found.add(capacity());
    found.add(keepAlive());
    found.add(saved());
    found.add(slow());
    return found.stream().flatMap(Stream::ofNullable).toList();
  }

  private @Nullable Finding capacity() {
    CaseResult before = split.find(Front.PASSES, Cache.OFF);
    CaseResult after = split.find(Front.SERVES, Cache.ONE_NODE);
    if (before == null || after == null || before.bursts().isEmpty() || after.bursts().isEmpty()) {
      return null;
    }
    double most = Split.viewsPerSecond(after).median();
    double ratio = most / Split.viewsPerSecond(before).median();
    return new Finding(
        "× " + Figures.times(ratio),
        "page views a second from this machine with pictures at the edge and one cache node ("
            + Figures.number(most)
            + ") against everything through to the application");
  }

  private @Nullable Finding keepAlive() {
    CaseResult off = split.find(Front.PASSES, Cache.ONE_NODE);
    CaseResult on = split.find(Front.PASSES, Cache.ONE_NODE, Switch.ON, Switch.ON);
    if (off == null || on == null) {
      return null;
    }
    double ratio = Split.cpuPerView(on).median() / Split.cpuPerView(off).median();
    return new Finding(
        (ratio <= 1 ? "− " : "+ ") + Figures.percent(Math.abs(1 - ratio)),
        "CPU for a page view when edge and node keep their connections, and every request goes"
            + " through both");
  }

  private @Nullable Finding saved() {
    CaseResult cached = split.find(Front.SERVES, Cache.ONE_NODE);
    if (cached == null) {
      return null;
    }
    return new Finding(
        Figures.percent(cached.slices(Slice::saved).median()),
        "of all requests never reach the application with pictures at the edge and one node");
  }

  private @Nullable Finding slow() {
    SlowResult alone = slow(Front.ALONE);
    SlowResult served = slow(Front.SERVES);
    if (alone == null || served == null) {
      return null;
    }
    return new Finding(
        alone.workersMost() + " → " + served.workersMost(),
        "workers of the application held while "
            + alone.slowVisitors()
            + " visitors behind slow lines download originals: alone, and with files at the edge");
  }

  private @Nullable SlowResult slow(Front front) {
    return split.report().slow().stream()
        .filter(result -> result.split().front() == front)
        .findFirst()
        .orElse(null);
  }
}
