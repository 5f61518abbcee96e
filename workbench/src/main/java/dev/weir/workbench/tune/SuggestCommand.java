package dev.weir.workbench.tune;

import dev.weir.workbench.tune.replay.Figures;
import dev.weir.workbench.tune.replay.RuleSet;
import dev.weir.workbench.tune.suggest.Suggesting;
import dev.weir.workbench.tune.suggest.Suggestion;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `weir tune suggest`: rules that bring more hits within a budget of stale answers, or the word
/// that there are none.
@Command(
    name = "suggest",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Work out refresh rules from the first half of a log and score them on the second.",
      "Changes nothing: it prints lines to paste."
    })
public final class SuggestCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "LOG", description = "Access logs, oldest first.")
  private List<Path> logs;

  @Option(
      names = "--stale-budget",
      paramLabel = "PERCENT",
      defaultValue = "0.5%",
      description =
          "Share of answers that may be older than what the origin has; default"
              + " ${DEFAULT-VALUE}.")
  private String budget;

  @Option(
      names = "--rules",
      paramLabel = "FILE",
      description = "The node's configuration as it is, to be better than.")
  private @Nullable Path rules;

  @Option(
      names = "--site",
      paramLabel = "URI",
      defaultValue = "http://localhost",
      description = "Scheme and host of targets that name none.")
  private String site;

  @Option(
      names = "--max-urls",
      paramLabel = "N",
      defaultValue = "200000",
      description = "URLs followed at a time; of more, a sample. Default ${DEFAULT-VALUE}.")
  private int mostUrls;

  @SuppressWarnings("NullAway.Init") // picocli injects the fields before call()
  public SuggestCommand() {}

  @Override
  public Integer call() throws Exception {
    double share = share();
    RuleSet current = rules == null ? null : RuleFiles.read(List.of(rules)).getFirst();
    ProgressBar progress = ProgressBar.on(spec.commandLine().getErr());
    Suggestion suggestion =
        new Suggesting(
                (urls, to) -> new LogInput(logs, site, progress).read(urls, to),
                share,
                current,
                mostUrls)
            .suggest();
    tell(suggestion, share, spec.commandLine().getOut());
    return 0;
  }

  private double share() {
    String number = budget.endsWith("%") ? budget.substring(0, budget.length() - 1) : budget;
    try {
      double percent = Double.parseDouble(number.strip());
      if (percent >= 0 && percent <= 100) {
        return percent / 100;
      }
    } catch (NumberFormatException _) {
      // told below, together with numbers out of range
    }
    throw new ParameterException(
        spec.commandLine(), "--stale-budget " + budget + " is no percentage; write 0.5%");
  }

  private static void tell(Suggestion suggestion, double budget, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "worked out on the first %,d lines, scored on the last %,d, from an empty cache%n%n",
        suggestion.trainedOn(),
        suggestion.scoredOn());
    out.printf(
        "%-14s %8s %15s %20s %8s %17s %9s%n",
        "", "hit", "95 % of URLs", "of GETs 200 or 304", "stale", "95 % of URLs", "at most");
    row("suggested", suggestion.proposed(), out);
    row("one lifetime", suggestion.uniform(), out);
    if (suggestion.current() != null) {
      row("now", suggestion.current(), out);
    }
    out.println();
    if (suggestion.gain().isReal() && suggestion.keeps(budget)) {
      advise(suggestion, out);
    } else {
      out.println(noGain(suggestion, budget));
    }
    out.flush();
  }

  private static void row(String name, Suggestion.Scored scored, PrintWriter out) {
    Figures all = scored.result().all();
    out.printf(
        Locale.ROOT,
        "%-14s %6.1f %% %6.1f – %4.1f %% %18.1f %% %6.2f %% %6.2f – %5.2f %% %7.2f %%%n",
        name,
        all.hitRatio() * 100,
        scored.hitsLow() * 100,
        scored.hitsHigh() * 100,
        scored.result().pages().hitRatio() * 100,
        all.staleShareAtLeast() * 100,
        scored.staleLow() * 100,
        scored.staleHigh() * 100,
        all.staleShareAtMost() * 100);
  }

  private static void advise(Suggestion suggestion, PrintWriter out) {
    Suggestion.Gain gain = suggestion.gain();
    out.printf(
        Locale.ROOT,
        "Gain over %s: %.1f points (95 %% of resamples over URLs: %.1f to %.1f).%n%n",
        gain.over(),
        gain.gain() * 100,
        gain.low() * 100,
        gain.high() * 100);
    out.println("Rules to paste in the place of the node's refresh_pattern lines:");
    out.println();
    suggestion.rules().forEach(out::println);
    out.println();
    out.println("Better still, the application says it itself:");
    out.println();
    suggestion.proposal().advice().forEach(line -> out.println("  " + line));
  }

  private static String noGain(Suggestion suggestion, double budget) {
    if (!suggestion.keeps(budget)) {
      return "No gain: what worked on the first half breaks the budget on the second. Keep what you"
          + " have, or give a longer log.";
    }
    return String.format(
        Locale.ROOT,
        "No gain: rules by class win %.1f points over %s (95 %% of resamples: %.1f to %.1f). Keep"
            + " it simple.",
        suggestion.gain().gain() * 100,
        suggestion.gain().over(),
        suggestion.gain().low() * 100,
        suggestion.gain().high() * 100);
  }
}
