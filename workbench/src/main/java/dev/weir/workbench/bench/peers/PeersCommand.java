package dev.weir.workbench.bench.peers;

import dev.weir.workbench.bench.report.ReportFile;
import dev.weir.workbench.bench.stack.MachineFacts;
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
      "Measure CPU time for a request against nginx, Squid, Varnish and haproxy, alternating.",
      "What is not installed is left out with a word. Table and all configurations are written to"
          + " peers.md."
    })
public final class PeersCommand implements Callable<Integer> {

  private static final int FOUND_SHORT = 1;

  @Spec private CommandSpec spec;

  @Option(names = "--check", description = "Exit 1 if a row falls short of its target.")
  private boolean check;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      description = "Where peers.md goes; var/bench/peers is the default.")
  private @Nullable Path out;

  @Option(
      names = "--only",
      paramLabel = "REGEX",
      description = "Only rows whose name matches, such as 'static|TLS'.")
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
    PrintWriter screen = spec.commandLine().getOut();
    List<Row> rows = rows();
    String heading = heading(home);
    screen.println(heading);
    screen.flush();
    List<Outcome> outcomes = measure(rows);
    ReportFile.write(
        heading
            + System.lineSeparator()
            + System.lineSeparator()
            + PeersTable.markdown(outcomes)
            + PeersTable.configurations(outcomes),
        directory.resolve("peers.md"));
    if (configurations) {
      screen.println(PeersTable.configurations(outcomes));
    }
    screen.println(directory.resolve("peers.md"));
    screen.flush();
    boolean fallsShort =
        outcomes.stream().anyMatch(outcome -> outcome.verdict() == Outcome.Verdict.SHORT);
    return check && fallsShort ? FOUND_SHORT : 0;
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

  private List<Row> rows() {
    Pattern wanted = only;
    List<Row> rows =
        Rows.all().stream()
            .filter(row -> wanted == null || wanted.matcher(row.name()).find())
            .toList();
    if (rows.isEmpty()) {
      List<String> names = Rows.all().stream().map(Row::name).toList();
      throw new ParameterException(
          spec.commandLine(), "--only matches none of " + String.join(", ", names));
    }
    return rows;
  }

  private List<Outcome> measure(List<Row> rows) throws IOException, InterruptedException {
    List<Outcome> outcomes = new ArrayList<>();
    PrintWriter screen = spec.commandLine().getOut();
    Duel.Schedule schedule = new Duel.Schedule(turns.rounds(), turns.turn(), Duration.ofSeconds(2));
    try (TemporaryFolder work = TemporaryFolder.make("weir-peers");
        Rig rig = Rig.make(work.path())) {
      Duel duel = new Duel(rig, schedule);
      for (Row row : rows) {
        Outcome outcome = duel.run(row);
        outcomes.add(outcome);
        screen.println(PeersTable.line(outcome));
        screen.flush();
      }
    }
    return outcomes;
  }
}
