package dev.weir.workbench.bench.limit;

import dev.weir.workbench.bench.report.Summary;
import java.util.List;
import java.util.Locale;

/// Findings as text for a terminal, and as Markdown.
public final class LimitTable {

  private LimitTable() {}

  public static String line(Finding finding) {
    Limit limit = finding.limit();
    return switch (finding) {
      case Finding.Measured(_, Reading reading) ->
          "%-34s  %s  %s, limit %s%n    (%s)"
              .formatted(
                  limit.name(),
                  verdict(finding),
                  figure(limit, reading.summary()),
                  limit.unit().words(limit.most()),
                  words(reading));
      case Finding.Skipped(_, String why) -> "%-34s  skipped: %s".formatted(limit.name(), why);
      case Finding.Failed(_, String why) -> "%-34s  SHORT    %s".formatted(limit.name(), why);
    };
  }

  /// Nothing when there are no findings.
  public static String markdown(List<Finding> findings) {
    if (findings.isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder("| what | measured | limit | |\n|---|---|---|---|\n");
    for (Finding finding : findings) {
      text.append(row(finding));
    }
    return text.toString();
  }

  private static String row(Finding finding) {
    Limit limit = finding.limit();
    String most = limit.unit().words(limit.most());
    return switch (finding) {
      case Finding.Measured(_, Reading reading) ->
          "| %s | %s (%s) | ≤ %s | %s |\n"
              .formatted(
                  limit.name(),
                  figure(limit, reading.summary()),
                  words(reading),
                  most,
                  verdict(finding).strip());
      case Finding.Skipped(_, String why) ->
          "| %s | – | ≤ %s | skipped: %s |\n".formatted(limit.name(), most, why);
      case Finding.Failed(_, String why) ->
          "| %s | – | ≤ %s | SHORT: %s |\n".formatted(limit.name(), most, why);
    };
  }

  private static String verdict(Finding finding) {
    return finding.fallsShort() ? "SHORT  " : "reached";
  }

  private static String figure(Limit limit, Summary summary) {
    return limit.unit().words(summary.median());
  }

  private static String words(Reading reading) {
    Summary summary = reading.summary();
    return summary.count() == 1
        ? reading.words()
        : String.format(Locale.ROOT, "± %.1f %%, %s", 100 * summary.spread(), reading.words());
  }
}
