package dev.weir.workbench.bench.page;

import dev.weir.workbench.bench.report.Burst;
import dev.weir.workbench.bench.report.CaseResult;
import dev.weir.workbench.bench.report.Slice;
import dev.weir.workbench.bench.report.SplitCase;
import dev.weir.workbench.bench.report.Summary;
import java.util.List;
import java.util.stream.Collectors;

/// Every case with every figure, as a table.
final class FullTable {

  private static final double SHADES = 0.55;

  private final List<CaseResult> cases;

  FullTable(List<CaseResult> cases) {
    this.cases = cases;
  }

  String markup() {
    double most = cases.stream().mapToDouble(result -> cpu(result).median()).max().orElse(1);
    String rows =
        cases.stream()
            .map(result -> row(result, cpu(result).median() / most))
            .collect(Collectors.joining("\n"));
    return """
    <div class="wide"><table>
    <thead>
    <tr><th rowspan="2">case</th><th colspan="2">keep-alive</th><th colspan="5">CPU for a request, µs</th>\
    <th rowspan="2">most requests /s</th><th colspan="3">page view</th><th rowspan="2">saved</th>\
    <th rowspan="2">workers busy</th><th rowspan="2">memory</th></tr>
    <tr><th>client</th><th>upstream</th><th>all</th><th>±</th><th>edge</th><th>node</th><th>app</th>\
    <th>median</th><th>p99</th><th>p99.9</th></tr>
    </thead>
    <tbody>
    %s
    </tbody>
    </table></div>
    """
        .formatted(rows);
  }

  /// @param part of the dearest case, 0 to 1; the dearer the darker
  private static String row(CaseResult result, double part) {
    SplitCase split = result.split();
    Summary cpu = cpu(result);
    return "<tr>"
        + "<th>"
        + Markup.escaped(Split.name(split))
        + "</th>"
        + cell(split.clientKeepAlive().words())
        + cell(split.front() == SplitCase.Front.ALONE ? "–" : split.upstreamKeepAlive().words())
        + "<td class=\"heat\" style=\"--heat:%d%%\">%s</td>"
            .formatted(Math.round(part * SHADES * 100), Figures.number(cpu.median()))
        + cell(Figures.percent(cpu.spread()))
        + cell(tier(result, "edge"))
        + cell(tier(result, "node"))
        + cell(tier(result, "app"))
        + cell(Figures.number(result.bursts(Burst::requestsPerSecond).median()))
        + cell(Figures.micros(result.slices(slice -> slice.view().p50()).median()))
        + cell(Figures.micros(result.slices(slice -> slice.view().p99()).median()))
        + cell(Figures.micros(result.slices(slice -> slice.view().p999()).median()))
        + cell(Figures.percent(result.slices(Slice::saved).median()))
        + cell(Figures.hundredths(result.slices(Slice::workersBusy).median()))
        + cell(Figures.mebibytes(result.slices(Slice::memoryOfAll).median()))
        + "</tr>";
  }

  private static String tier(CaseResult result, String tier) {
    double micros = result.slices(slice -> slice.cpuPerRequest(tier)).median();
    return micros == 0 ? "–" : Figures.number(micros);
  }

  private static Summary cpu(CaseResult result) {
    return result.slices(Slice::cpuPerRequest);
  }

  private static String cell(String text) {
    return "<td>" + Markup.escaped(text) + "</td>";
  }
}
