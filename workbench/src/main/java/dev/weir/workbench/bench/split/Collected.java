package dev.weir.workbench.bench.split;

import dev.weir.workbench.bench.load.Latencies;
import dev.weir.workbench.bench.report.Burst;
import dev.weir.workbench.bench.report.CaseResult;
import dev.weir.workbench.bench.report.Slice;
import dev.weir.workbench.bench.report.SlowResult;
import dev.weir.workbench.bench.report.SplitCase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What has been measured so far.
final class Collected {

  private final Map<SplitCase, Of> cases = new LinkedHashMap<>();
  private final List<SlowResult> slow = new ArrayList<>();

  /// Of one case.
  private static final class Of {
    private final List<Slice> slices = new ArrayList<>();
    private final List<Burst> bursts = new ArrayList<>();
    private final Latencies views = new Latencies();
  }

  void add(SplitCase split, Measuring.Measured measured) {
    Of of = of(split);
    of.slices.add(measured.slice());
    of.views.add(measured.load().viewTimes());
  }

  void add(SplitCase split, Burst burst) {
    of(split).bursts.add(burst);
  }

  void add(SlowResult result) {
    slow.add(result);
  }

  List<SlowResult> slow() {
    return List.copyOf(slow);
  }

  List<CaseResult> cases() {
    return cases.entrySet().stream()
        .map(entry -> result(entry.getKey(), entry.getValue()))
        .toList();
  }

  private Of of(SplitCase split) {
    return cases.computeIfAbsent(split, _ -> new Of());
  }

  private static CaseResult result(SplitCase split, Of of) {
    List<Long> curve = CaseResult.CURVE.stream().map(of.views::percentileMicros).toList();
    return new CaseResult(split, of.slices, of.bursts, curve);
  }
}
