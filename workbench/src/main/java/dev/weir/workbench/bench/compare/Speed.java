package dev.weir.workbench.bench.compare;

import dev.weir.workbench.bench.report.Report;
import dev.weir.workbench.bench.report.Slice;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How slow the machine was in each round of a report, 1 being usual, by the yardstick.
final class Speed {

  /// A yardstick that is further off says something is wrong with it.
  private static final double FURTHEST = 2;

  private final Map<Integer, Double> byRound;

  /// @param usual time of the yardstick, microseconds
  Speed(Report report, double usual) {
    byRound =
        slices(report)
            .collect(
                Collectors.groupingBy(
                    Slice::round,
                    Collectors.collectingAndThen(
                        Collectors.mapping(Speed::yardstick, Collectors.toList()),
                        times -> slowness(times, usual))));
  }

  /// The median over all slices of both reports; 0 when there are none.
  static double usual(Report before, Report after) {
    List<Double> times =
        Stream.concat(slices(before), slices(after)).map(Speed::yardstick).toList();
    return times.isEmpty() ? 0 : Spread.median(times);
  }

  double of(int round) {
    return byRound.getOrDefault(round, 1.0);
  }

  private static double slowness(List<Double> times, double usual) {
    return usual <= 0 ? 1 : Math.clamp(Spread.median(times) / usual, 1 / FURTHEST, FURTHEST);
  }

  private static double yardstick(Slice slice) {
    return slice.conditions().yardstickMicros();
  }

  private static Stream<Slice> slices(Report report) {
    return report.cases().stream().flatMap(result -> result.slices().stream());
  }
}
