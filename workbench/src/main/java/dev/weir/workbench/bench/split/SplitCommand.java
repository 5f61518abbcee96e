package dev.weir.workbench.bench.split;

import dev.weir.workbench.bench.report.Report;
import dev.weir.workbench.bench.report.SplitCase;
import dev.weir.workbench.bench.report.SplitTable;
import dev.weir.workbench.place.WeirHome;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `weir bench split`: every way of putting the tiers together, measured side by side.
@Command(
    name = "split",
    mixinStandardHelpOptions = true,
    description = {
      "Measure what splitting static from dynamic content, keep-alive and caches bring.",
      "Starts all tiers on free ports as processes of their own, replays page views (a page and"
          + " its 30 pictures), and writes report.json and report.html. Ctrl-C ends it early; the"
          + " report then holds what was measured until then."
    })
public final class SplitCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(names = "--full", description = "Five long rounds, under 20 minutes.")
  private boolean full;

  @Option(names = "--quick", description = "Two short rounds, under 90 seconds; the default.")
  private boolean quick;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      description = "Where the report goes; var/bench/split is the default.")
  private @Nullable Path out;

  @Option(
      names = "--only",
      paramLabel = "REGEX",
      description = "Only cases whose name matches, such as 'serves-pair.*upstream-off'.")
  private @Nullable Pattern only;

  @Option(names = "--rounds", paramLabel = "N", description = "Rounds over all cases.")
  private @Nullable Integer rounds;

  @Option(names = "--rate", paramLabel = "N", description = "Page views per second; 40.")
  private @Nullable Double rate;

  @Option(
      names = "--jvm",
      paramLabel = "FLAG",
      description = "A further flag for the JVM of every tier; may be given several times.")
  private List<String> jvm = List.of();

  @SuppressWarnings("NullAway.Init") // picocli injects the fields before call()
  public SplitCommand() {}

  @Override
  public Integer call() throws Exception {
    WeirHome home = WeirHome.ofThisProcess();
    Path directory = home.folder(out, "var/bench/split").toAbsolutePath();
    SplitSession session = new SplitSession(home.path(), directory, plan());
    Report report = session.run(cases(), JvmOptions.with(jvm), progress());
    print(report, session);
    return 0;
  }

  private SplitPlan plan() {
    if (full && quick) {
      throw new ParameterException(spec.commandLine(), "--full and --quick are one too many");
    }
    SplitPlan plan = full ? SplitPlan.full() : SplitPlan.quick();
    if (rounds != null) {
      plan = plan.withRounds(positive("--rounds", rounds));
    }
    return rate == null ? plan : plan.withRate(positive("--rate", rate));
  }

  private <N extends Number> N positive(String name, N value) {
    if (value.doubleValue() <= 0) {
      throw new ParameterException(spec.commandLine(), name + " must be more than 0");
    }
    return value;
  }

  private List<SplitCase> cases() {
    Pattern wanted = only;
    List<SplitCase> cases =
        SplitCase.all().stream()
            .filter(split -> wanted == null || wanted.matcher(split.id()).find())
            .toList();
    if (cases.isEmpty()) {
      List<String> names = SplitCase.all().stream().map(SplitCase::id).toList();
      throw new ParameterException(
          spec.commandLine(), "--only matches none of " + String.join(", ", names));
    }
    return cases;
  }

  private SplitSession.ProgressMaker progress() {
    PrintWriter screen = spec.commandLine().getErr();
    var kind = Help.Ansi.AUTO.enabled() ? Progress.Screen.TERMINAL : Progress.Screen.FILE;
    return steps -> new Progress(screen, kind, steps);
  }

  private void print(Report report, SplitSession session) throws IOException {
    PrintWriter screen = spec.commandLine().getOut();
    screen.println();
    screen.println(SplitTable.of(report));
    screen.println();
    report.notes().forEach(note -> screen.println("note: " + note));
    screen.printf(
        "%s after %d s%n",
        report.completeness() == Report.Completeness.PARTIAL ? "ended early" : "done",
        Duration.ofMillis((long) (report.seconds() * 1000)).toSeconds());
    session.files().forEach(file -> screen.println(file));
    screen.flush();
  }
}
