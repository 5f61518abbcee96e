package dev.weir.workbench.bench.compare;

import dev.weir.workbench.bench.report.Report;
import dev.weir.workbench.bench.report.ReportFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `weir bench compare`: what changed from one report to another, beyond noise.
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description = {
      "Compare two reports of weir bench split; exit 1 if CPU time for a request grew beyond"
          + " noise.",
      "Judged is CPU time: of each tier over all cases, and of all tiers over the cases of each"
          + " shape. Rates and times of page views depend on what else the machine does and are"
          + " not judged."
    })
public final class CompareCommand implements Callable<Integer> {

  private static final int WORSE = 1;
  private static final int PERCENT = 100;

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "BEFORE.json", description = "The earlier report.")
  private Path before;

  @Parameters(index = "1", paramLabel = "AFTER.json", description = "The later report.")
  private Path after;

  @Option(
      names = "--tolerance",
      paramLabel = "PERCENT",
      description = "What two starts of the same program may differ by; 10.")
  private double tolerance = PERCENT * Judgement.TOLERANCE;

  @SuppressWarnings("NullAway.Init") // picocli injects the fields before call()
  public CompareCommand() {}

  @Override
  public Integer call() throws IOException {
    Report earlier = ReportFile.read(before);
    Report later = ReportFile.read(after);
    List<Figure> figures = new Matching(earlier, later).figures();
    if (figures.isEmpty()) {
      throw new IOException("the reports have no case in common");
    }
    PrintWriter out = spec.commandLine().getOut();
    warn(earlier, later, out);
    List<Change> changes = new Judgement(tolerance / PERCENT).judge(figures);
    changes.forEach(change -> print(change, out));
    long worse = changes.stream().filter(Change::worse).count();
    out.printf("%d of %d figures are worse beyond noise%n", worse, changes.size());
    out.flush();
    return worse == 0 ? 0 : WORSE;
  }

  private static void warn(Report earlier, Report later, PrintWriter out) {
    if (!earlier.settings().equals(later.settings())) {
      out.println("note: the reports were made with different settings");
    }
    if (!earlier.machine().cpu().equals(later.machine().cpu())
        || earlier.machine().cores() != later.machine().cores()) {
      out.println("note: the reports were made on different machines");
    }
    if (earlier.completeness() != Report.Completeness.COMPLETE
        || later.completeness() != Report.Completeness.COMPLETE) {
      out.println("note: a report is partial");
    }
  }

  private static void print(Change change, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%-6s  %-34s  %8.1f → %8.1f µs  %+6.1f %%  (limit %+.1f %%)%n",
        change.verdict().name().toLowerCase(Locale.ROOT),
        change.name(),
        change.before(),
        change.after(),
        PERCENT * (change.ratio() - 1),
        PERCENT * (change.limit() - 1));
  }
}
