package dev.weir.workbench.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A report as a table of text, one line for each case, medians over the rounds.
public final class SplitTable {

  private static final double MICROS_PER_MILLI = 1000;
  private static final double MIB = 1 << 20;

  private static final List<String> HEAD =
      List.of(
          "case",
          "client",
          "upstr.",
          "CPU µs/req",
          "±",
          "edge",
          "node",
          "app",
          "most req/s",
          "view p50",
          "p99 ms",
          "saved",
          "workers",
          "MiB");

  private SplitTable() {}

  public static String of(Report report) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEAD);
    for (CaseResult result : report.cases()) {
      rows.add(row(result));
    }
    return aligned(rows);
  }

  private static List<String> row(CaseResult result) {
    SplitCase split = result.split();
    Summary cpu = result.slices(Slice::cpuPerRequest);
    String upstream =
        split.front() == SplitCase.Front.ALONE ? "–" : split.upstreamKeepAlive().words();
    return List.of(
        split.shape(),
        split.clientKeepAlive().words(),
        upstream,
        number(1, cpu.median()),
        number(0, 100 * cpu.spread()) + "%",
        number(1, result.slices(slice -> slice.cpuPerRequest("edge")).median()),
        number(1, result.slices(slice -> slice.cpuPerRequest("node")).median()),
        number(1, result.slices(slice -> slice.cpuPerRequest("app")).median()),
        number(0, result.bursts(Burst::requestsPerSecond).median()),
        number(1, result.slices(slice -> slice.view().p50()).median() / MICROS_PER_MILLI),
        number(1, result.slices(slice -> slice.view().p99()).median() / MICROS_PER_MILLI),
        number(1, 100 * result.slices(Slice::saved).median()) + "%",
        number(2, result.slices(Slice::workersBusy).median()),
        number(0, result.slices(Slice::memoryOfAll).median() / MIB));
  }

  private static String aligned(List<List<String>> rows) {
    int[] widths =
        IntStream.range(0, HEAD.size())
            .map(column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0))
            .toArray();
    return rows.stream()
        .map(row ->
            IntStream.range(0, row.size())
                .mapToObj(column -> cell(row.get(column), widths[column], column))
                .collect(Collectors.joining("  ")))
        .collect(Collectors.joining(System.lineSeparator()));
  }

  /// The first column is text and stands left, figures stand right.
  private static String cell(String text, int width, int column) {
    String fill = " ".repeat(width - text.length());
    return column == 0 ? text + fill : fill + text;
  }

  private static String number(int decimals, double value) {
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }
}
