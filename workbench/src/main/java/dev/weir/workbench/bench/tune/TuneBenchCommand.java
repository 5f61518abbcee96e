package dev.weir.workbench.bench.tune;

import dev.weir.workbench.bench.report.GoalRow;
import dev.weir.workbench.bench.stack.MachineFacts;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `weir bench tune`: speed and memory of a replay, and the cost of rules tried on a node, held to
/// what they are to reach.
@Command(
    name = "tune",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Measure tuning: lines of a log replayed per second, the memory that takes,",
      "and the CPU time per hit of a node on which other rules are tried."
    })
public final class TuneBenchCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(names = "--check", description = "Exit 1 when a figure is not reached.")
  private boolean check;

  @Option(
      names = "--lines",
      paramLabel = "N",
      defaultValue = "2000000",
      description = "Lines of the log that is made and replayed; default ${DEFAULT-VALUE}.")
  private int lines;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "20",
      description = "How often a node is measured without and with rules tried; ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(
      names = "--turn",
      paramLabel = "MILLIS",
      defaultValue = "1500",
      description = "Length of one measurement; ${DEFAULT-VALUE}.")
  private int turnMillis;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "Where the log is made; var/bench/tune is the default. Removed afterwards.")
  private @Nullable Path place;

  @SuppressWarnings("NullAway.Init") // picocli injects the fields before call()
  public TuneBenchCommand() {}

  @Override
  public Integer call() throws Exception {
    Path home =
        Path.of(System.getenv().getOrDefault("WEIR_HOME", ".")).toAbsolutePath().normalize();
    Path directory =
        Files.createDirectories(place == null ? home.resolve("var/bench/tune") : place)
            .toAbsolutePath();
    PrintWriter out = spec.commandLine().getOut();
    out.println(MachineFacts.read(home).heading(Instant.now()));
    out.flush();
    List<GoalRow> rows = new ArrayList<>();
    tell(new ReplayCosts(directory, lines).rows(), rows, out);
    tell(new ShadowCosts(directory, rounds, Duration.ofMillis(turnMillis)).rows(), rows, out);
    long lacking = rows.stream().filter(row -> !row.reached()).count();
    out.println(lacking == 0 ? "all reached" : lacking + " not reached");
    out.flush();
    return check && lacking > 0 ? 1 : 0;
  }

  private static void tell(List<GoalRow> some, List<GoalRow> all, PrintWriter out) {
    all.addAll(some);
    some.forEach(row -> out.println(row.text()));
    out.flush();
  }
}
