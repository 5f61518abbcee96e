package dev.weir.workbench.bench.tune;

import dev.weir.workbench.bench.report.GoalTable;
import dev.weir.workbench.bench.stack.MachineFacts;
import dev.weir.workbench.place.WeirHome;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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
    WeirHome home = WeirHome.ofThisProcess();
    Path directory = home.folder(place, "var/bench/tune").toAbsolutePath();
    PrintWriter out = spec.commandLine().getOut();
    out.println(MachineFacts.read(home.path()).heading(Instant.now()));
    out.flush();
    GoalTable table = new GoalTable(out);
    table.tell(new ReplayCosts(directory, lines).rows());
    table.tell(new ShadowCosts(directory, rounds, Duration.ofMillis(turnMillis)).rows());
    long lacking = table.end();
    return check && lacking > 0 ? 1 : 0;
  }
}
