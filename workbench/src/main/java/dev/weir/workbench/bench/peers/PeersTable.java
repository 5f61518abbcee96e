package dev.weir.workbench.bench.peers;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Outcomes as text for a terminal, and as Markdown with the configurations.
final class PeersTable {

  private static final double MIB = 1 << 20;

  private PeersTable() {}

  static String line(Outcome outcome) {
    Standing ours = outcome.ours();
    if (ours == null) {
      return "%-34s  skipped: %s".formatted(outcome.row().name(), outcome.words());
    }
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%-34s  %s  ×%.2f of %s",
            outcome.row().name(),
            verdict(outcome),
            outcome.ratio(),
            bestName(outcome)));
    text.append(target(outcome.row().target()));
    if (outcome.p99Ratio() > 0) {
      text.append(String.format(Locale.ROOT, ", p99 ×%.2f", outcome.p99Ratio()));
    }
    for (Standing standing : standings(outcome)) {
      text.append(
          String.format(
              Locale.ROOT,
              "%n    %-24s %8.1f µs  ± %4.1f %%  %8.0f /s  p99 %7s µs  %5.0f MiB%s",
              standing.name(),
              standing.cpu().median(),
              100 * standing.cpu().spread(),
              standing.perSecond().median(),
              p99(standing),
              standing.memory() / MIB,
              standing.failed() == 0 ? "" : "  " + standing.failed() + " failed"));
    }
    if (!outcome.words().isEmpty()) {
      text.append(System.lineSeparator()).append("    (").append(outcome.words()).append(')');
    }
    return text.toString();
  }

  static String markdown(List<Outcome> outcomes) {
    StringBuilder text = new StringBuilder();
    text.append("| work | ours, µs | peers, µs | ours ÷ best | target | | p99 ÷ best |\n");
    text.append("|---|---|---|---|---|---|---|\n");
    for (Outcome outcome : outcomes) {
      text.append(row(outcome));
    }
    return text.toString();
  }

  /// Every configuration that took part, once.
  static String configurations(List<Outcome> outcomes) {
    StringBuilder text = new StringBuilder();
    for (Outcome outcome : outcomes) {
      outcome
          .files()
          .forEach((contender, files) ->
              text.append(configurations(outcome.row().name() + ": " + contender, files)));
    }
    return text.toString();
  }

  static String configurations(String heading, Map<String, String> files) {
    StringBuilder text = new StringBuilder("\n### ").append(heading);
    files.forEach((name, content) ->
        text.append("\n\n`").append(name).append("`\n\n```\n").append(content).append("```\n"));
    return text.toString();
  }

  private static String row(Outcome outcome) {
    Standing ours = outcome.ours();
    if (ours == null) {
      return "| %s | – | – | – | – | skipped: %s | – |\n"
          .formatted(outcome.row().name(), outcome.words());
    }
    String peers =
        String.join(
            ", ", outcome.peers().stream().map(peer -> micros(peer) + " " + peer.name()).toList());
    Double target = outcome.row().target();
    return String.format(
        Locale.ROOT,
        "| %s | %s | %s | %.2f | %s | %s | %s |\n",
        outcome.row().name(),
        micros(ours),
        peers,
        outcome.ratio(),
        target == null ? "–" : "≤ " + target,
        verdict(outcome).strip(),
        outcome.p99Ratio() == 0 ? "–" : String.format(Locale.ROOT, "%.2f", outcome.p99Ratio()));
  }

  private static List<Standing> standings(Outcome outcome) {
    List<Standing> all = new ArrayList<>();
    Standing ours = outcome.ours();
    if (ours != null) {
      all.add(ours);
    }
    all.addAll(outcome.peers());
    return all;
  }

  private static String micros(Standing standing) {
    return String.format(Locale.ROOT, "%.1f", standing.cpu().median());
  }

  private static String p99(Standing standing) {
    return standing.p99().count() == 0
        ? "–"
        : String.format(Locale.ROOT, "%.0f", standing.p99().median());
  }

  private static String verdict(Outcome outcome) {
    return switch (outcome.verdict()) {
      case REACHED -> "reached";
      case SHORT -> "SHORT  ";
      case SKIPPED -> "no peer";
      case NO_TARGET -> "       ";
    };
  }

  private static String bestName(Outcome outcome) {
    Standing best = outcome.best();
    return best == null ? "nobody" : best.name();
  }

  private static String target(@Nullable Double target) {
    return target == null ? "" : String.format(Locale.ROOT, ", target ≤ %.2f", target);
  }
}
