package dev.weir.workbench.bench.store;

import dev.weir.workbench.bench.report.GoalRow;
import dev.weir.workbench.bench.report.GoalTable;
import dev.weir.workbench.bench.stack.MachineFacts;
import dev.weir.workbench.place.WeirHome;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `weir bench store`: what hits and puts cost, what is kept, what a restart takes, held to the
/// figures they are to reach.
@Command(
    name = "store",
    mixinStandardHelpOptions = true,
    description = {
      "Measure the store of a cache node: CPU per hit and put, hit ratios, restart, kill -9.",
      "Takes a few minutes and some gigabytes below --dir, which are removed afterwards."
    },
    subcommands = {RestartProbe.class, KilledWriter.class, SoakRun.class})
public final class StoreBenchCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(names = "--check", description = "Exit 1 when a figure is not reached.")
  private boolean check;

  @Option(
      names = "--soak",
      paramLabel = "DURATION",
      arity = "0..1",
      fallbackValue = "10m",
      converter = Spans.class,
      description =
          "Instead, store random URLs at full speed for so long (10m, 90s), and print"
              + " what memory that takes; exit 1 when it is more than it may be.")
  private @Nullable Duration soak;

  @Option(
      names = "--objects",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "Responses of 4 KiB on disk for the restart; 1000000.")
  private int objects;

  @Option(
      names = "--kills",
      paramLabel = "N",
      defaultValue = "10",
      description = "How often a process that stores is killed; 10.")
  private int kills;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "Where the rings are made; var/bench/store is the default.")
  private @Nullable Path place;

  @SuppressWarnings("NullAway.Init") // picocli injects the fields before call()
  public StoreBenchCommand() {}

  @Override
  public Integer call() throws Exception {
    WeirHome home = WeirHome.ofThisProcess();
    Path directory = home.folder(place, "var/bench/store").toAbsolutePath();
    PrintWriter out = spec.commandLine().getOut();
    out.println(MachineFacts.read(home.path()).heading(Instant.now()));
    out.flush();
    if (soak != null) {
      return SoakRun.inAnotherProcess(directory.resolve("soak"), soak);
    }
    GoalTable table = new GoalTable(out);
    for (Step step : steps(directory)) {
      table.tell(step.rows());
    }
    long lacking = table.end();
    return check && lacking > 0 ? 1 : 0;
  }

  private interface Step {
    List<GoalRow> rows() throws Exception;
  }

  private List<Step> steps(Path directory) {
    HitCosts hits = new HitCosts();
    return List.of(
        hits::inMemory,
        () -> hits.onDisk(directory.resolve("hits")),
        () -> new PutCosts().toDisk(directory.resolve("puts")),
        new HitRatios()::rows,
        () -> new Restart(directory.resolve("restart"), objects).rows(),
        () -> new Kills(directory.resolve("kills"), kills).rows());
  }
}
