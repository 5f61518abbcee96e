package dev.weir.workbench.tune;

import dev.weir.runtime.settings.ByteSize;
import dev.weir.workbench.tune.log.Faults;
import dev.weir.workbench.tune.replay.Outcome;
import dev.weir.workbench.tune.replay.Replay;
import dev.weir.workbench.tune.report.HtmlReport;
import dev.weir.workbench.tune.report.JsonReport;
import dev.weir.workbench.tune.report.Limits;
import dev.weir.workbench.tune.report.Report;
import dev.weir.workbench.tune.report.TextReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `weir tune replay`: what several rule sets would have done to the traffic of a log, in one pass.
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Replay access logs against cache rules, on a virtual clock, with the node's own decisions.",
      "Reads combined and common format, Squid's native format and Weir's JSON, plain or gzip."
    })
public final class ReplayCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "LOG", description = "Access logs, oldest first.")
  private List<Path> logs;

  @Option(
      names = "--rules",
      required = true,
      paramLabel = "FILE",
      description =
          "A node's configuration file. Give it once per rule set; the first is what the others"
              + " are compared with.")
  private List<Path> rules;

  @Option(
      names = "--cache-size",
      paramLabel = "SIZE",
      converter = SizeWord.class,
      description = "Room of the store, as in 256MiB; unbounded when left out.")
  private @Nullable ByteSize cacheSize;

  @Option(
      names = "--site",
      paramLabel = "URI",
      defaultValue = "http://localhost",
      description =
          "Scheme and host of targets that name none, for rules that look at them; default"
              + " ${DEFAULT-VALUE}.")
  private String site;

  @Option(names = "--html", paramLabel = "FILE", description = "Write a report for browsers.")
  private @Nullable Path html;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write all figures; - for standard output instead of the table.")
  private @Nullable Path json;

  @Option(
      names = "--max-urls",
      paramLabel = "N",
      defaultValue = "500000",
      description =
          "URLs followed at a time, which bounds the memory; of more, a sample stands for all."
              + " Default ${DEFAULT-VALUE}.")
  private int mostUrls;

  @Option(names = "--timing", description = "Print lines per second and the memory used.")
  private boolean timing;

  @SuppressWarnings("NullAway.Init") // picocli injects the fields before call()
  public ReplayCommand() {}

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    long room = cacheSize == null ? Long.MAX_VALUE : cacheSize.bytes();
    Replay replay = new Replay(RuleFiles.read(rules), room, mostUrls);
    LogInput input = new LogInput(logs, site, ProgressBar.on(err));
    Timing clock = Timing.start();
    long lines = input.read(replay.urls(), replay::accept);
    Outcome outcome = replay.finish();
    if (timing) {
      err.println(clock.lines(lines));
    }
    tell(input.faults(), err);
    Report report =
        new Report(
            logs.stream().map(log -> log.getFileName().toString()).toList(),
            lines,
            input.faults().count(),
            outcome,
            Limits.of(outcome, room));
    write(report, out);
    out.flush();
    return 0;
  }

  private static void tell(Faults faults, PrintWriter err) {
    faults.first().forEach(err::println);
    if (faults.count() > faults.first().size()) {
      err.printf(
          Locale.ROOT,
          "… and %,d more lines not understood%n",
          faults.count() - faults.first().size());
    }
    err.flush();
  }

  private void write(Report report, PrintWriter out) throws IOException {
    if (html != null) {
      Files.writeString(html, new HtmlReport(report).text());
    }
    boolean toOut = json != null && json.toString().equals("-");
    if (json != null && !toOut) {
      Files.write(json, JsonReport.octets(report));
    }
    if (toOut) {
      out.println(JsonReport.text(report));
    } else {
      out.print(new TextReport(report).text());
    }
  }
}
