package dev.weir.workbench.bench.peers;

import dev.weir.workbench.bench.limit.Finding;
import dev.weir.workbench.bench.limit.Launcher;
import dev.weir.workbench.bench.limit.Limit;
import dev.weir.workbench.bench.limit.LimitTable;
import dev.weir.workbench.bench.report.ReportFile;
import dev.weir.workbench.bench.stack.EarlyEnd;
import dev.weir.workbench.bench.stack.MachineFacts;
import dev.weir.workbench.bench.stack.Programs;
import dev.weir.workbench.place.TemporaryFolder;
import dev.weir.workbench.place.WeirHome;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `weir bench peers`: the same work on nginx, Squid, Varnish and haproxy, and on us.
@Command(
    name = "peers",
    mixinStandardHelpOptions = true,
    description = {
      "Measure CPU time for a request against nginx, Squid, Varnish and haproxy, alternating;"
          + " then how long each tier takes to start, and the memory of the whole demo.",
      "What is not installed is left out with a word. Table and all configurations are written to"
          + " peers.md."
    })
public final class PeersCommand implements Callable<Integer> {

  private static final int FOUND_SHORT = 1;

  /// The shell's code of what Ctrl-C ended.
  private static final int INTERRUPTED = 130;

  @Spec private CommandSpec spec;

  @Option(names = "--check", description = "Exit 1 if a row misses its target or limit.")
  private boolean check;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      description = "Where peers.md goes; var/bench/peers is the default.")
  private @Nullable Path out;

  @Option(
      names = "--only",
      paramLabel = "REGEX",
      description = "Only rows whose name matches, such as 'static|TLS' or '^start'.")
  private @Nullable Pattern only;

  @Mixin private TurnOptions turns;

  @Option(names = "--configurations", description = "Print every configuration, too.")
  private boolean configurations;

  @SuppressWarnings("NullAway.Init") // picocli injects the fields before call()
  public PeersCommand() {}

  @Override
  public Integer call() throws Exception {
    turns.check();
    WeirHome home = WeirHome.ofThisProcess();
    Path directory = home.folder(out, "var/bench/peers");
    Selection wanted = selection();
    String heading = heading(home);
    say(heading);
    Results results;
    try (EarlyEnd end = new EarlyEnd()) {
      results = measureUntil(end, wanted, home);
    } catch (InterruptedException _) {
      return INTERRUPTED;
    }
    ReportFile.write(
        heading
            + System.lineSeparator()
            + System.lineSeparator()
            + results.markdown()
            + results.configurations(),
        directory.resolve("peers.md"));
    if (configurations) {
      say(results.configurations());
    }
    say(directory.resolve("peers.md").toString());
    return check && results.fallsShort() ? FOUND_SHORT : 0;
  }

  /// When, where, and who takes part.
  private static String heading(WeirHome home) {
    List<String> versions =
        Stream.of(
                Programs.version("nginx", "-v"),
                Programs.version("squid", "-v"),
                Programs.version("varnishd", "-V"),
                Programs.version("haproxy", "-v"),
                Programs.version("wrk", "-v"),
                Programs.version("h2load", "--version"))
            .filter(version -> !version.isEmpty())
            .toList();
    return MachineFacts.read(home.path()).heading(Instant.now())
        + "; "
        + String.join(", ", versions);
  }

  private Selection selection() {
    Selection all = Selection.all();
    Selection wanted = only == null ? all : all.matching(only);
    if (wanted.names().isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "--only matches none of " + String.join(", ", all.names()));
    }
    return wanted;
  }

  private Results measureUntil(EarlyEnd end, Selection wanted, WeirHome home)
      throws IOException, InterruptedException {
    try {
      return measure(end, wanted, home);
    } catch (IOException e) {
      if (end.isAsked()) {
        throw new InterruptedException(); // the failure comes of the end
      }
      throw e;
    }
  }

  private Results measure(EarlyEnd end, Selection wanted, WeirHome home)
      throws IOException, InterruptedException {
    try (TemporaryFolder work = TemporaryFolder.make("weir-peers")) {
      List<Outcome> outcomes =
          wanted.rows().isEmpty() ? List.of() : duels(end, wanted.rows(), work.path());
      List<Finding> findings = new ArrayList<>();
      Launcher launcher = new Launcher(home.path(), work.path());
      for (Limit limit : wanted.limits()) {
        Finding finding = limit.measure(launcher, end::isAsked);
        findings.add(finding);
        say(LimitTable.line(finding));
      }
      if (Thread.interrupted()) {
        throw new InterruptedException(); // the last one is not complete
      }
      return new Results(outcomes, findings);
    }
  }

  private List<Outcome> duels(EarlyEnd end, List<Row> rows, Path work)
      throws IOException, InterruptedException {
    List<Outcome> outcomes = new ArrayList<>();
    Duel.Schedule schedule = new Duel.Schedule(turns.rounds(), turns.turn(), Duration.ofSeconds(2));
    try (Rig rig = Rig.make(work)) {
      Duel duel = new Duel(rig, schedule, end::isAsked);
      for (Row row : rows) {
        Outcome outcome = duel.run(row);
        outcomes.add(outcome);
        say(PeersTable.line(outcome));
      }
    }
    return outcomes;
  }

  private void say(String text) {
    PrintWriter screen = spec.commandLine().getOut();
    screen.println(text);
    screen.flush();
  }
}
