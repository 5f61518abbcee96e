package dev.weir.workbench.bench.collapse;

import dev.weir.workbench.bench.stack.TestedCache;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `weir bench collapse`: how often a crowd's question reaches the origin, and how long the slowest
/// of it waits.
@Command(
    name = "collapse",
    mixinStandardHelpOptions = true,
    description = {
      "Measure what many clients that ask for one URL at the same moment cost.",
      "Runs our node and, where it is installed, Squid with collapsed_forwarding on, each before an"
          + " origin that takes its time. The ratio is the slowest client's time over that of one"
          + " client alone."
    })
public final class CollapseCommand implements Callable<Integer> {

  private static final String ROW = "%-34s | %-38s | %-38s | %s%n";
  private static final int ROUNDS = 5;

  @Spec private CommandSpec spec;

  @Option(names = "--check", description = "Exit 1 when a row of ours falls short.")
  private boolean check;

  @Option(
      names = "--clients",
      paramLabel = "N",
      defaultValue = "200",
      description = "Clients that ask at once; ${DEFAULT-VALUE}.")
  private int clients;

  @Option(
      names = "--latency",
      paramLabel = "MS",
      defaultValue = "1000",
      description = "Milliseconds the origin takes; ${DEFAULT-VALUE}.")
  private int latency;

  @Option(names = "--no-squid", description = "Do not measure Squid.")
  private boolean withoutSquid;

  private int targets;
  private int shortRows;

  @SuppressWarnings("NullAway.Init") // picocli injects the fields before call()
  public CollapseCommand() {}

  /// What a crowd met with: the median of several.
  ///
  /// @param fetches requests that reached the origin, the most of any crowd
  /// @param ratio the slowest client's time over that of one alone
  private record Met(int fetches, double ratio) {
    @Override
    public String toString() {
      return "%d origin fetch%s, %.2f x alone".formatted(fetches, fetches == 1 ? "" : "es", ratio);
    }
  }

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    Path directory = Files.createTempDirectory("weir-collapse");
    out.printf(ROW, clients + " clients", "ours", "Squid", "limit");
    boolean withSquid = !withoutSquid && TestedCache.Kind.SQUID.isInstalled();
    for (Stampede stampede : Stampede.values()) {
      Met ours = run(TestedCache.Kind.OURS, stampede, directory);
      String squid = withSquid ? run(TestedCache.Kind.SQUID, stampede, directory).toString() : "-";
      boolean isWithin =
          ours.fetches() <= stampede.fetches(clients) && ours.ratio() <= stampede.ratio();
      shortRows += isWithin ? 0 : 1;
      out.printf(
          ROW,
          stampede.text(),
          ours,
          squid,
          "%d, %.1f x%s"
              .formatted(
                  stampede.fetches(clients), stampede.ratio(), isWithin ? "" : "  FALLS SHORT"));
      out.flush();
    }
    out.println(
        shortRows == 0 ? "every row of ours is within its limit" : shortRows + " fall short");
    out.flush();
    return check && shortRows > 0 ? 1 : 0;
  }

  private Met run(TestedCache.Kind kind, Stampede stampede, Path directory)
      throws IOException, InterruptedException {
    Path own = Files.createDirectories(directory.resolve(kind + "-" + stampede));
    try (SlowOrigin origin = new SlowOrigin(Duration.ofMillis(latency));
        TestedCache cache = Cache.start(kind, own, origin)) {
      Crowd crowd = new Crowd(clients, stampede.languages());
      // Compilers and connections need a moment.
      crowd.ask(cache.port(), stampede.target(++targets));
      double alone = alone(cache.port(), stampede);
      int most = 0;
      double[] ratios = new double[ROUNDS];
      for (int i = 0; i < ROUNDS; i++) {
        String target = stampede.target(++targets);
        if (stampede.isKnown()) {
          new Crowd(1, 1).ask(cache.port(), target);
        }
        int before = origin.requests();
        ratios[i] = crowd.ask(cache.port(), target).toNanos() / alone;
        most = Math.max(most, origin.requests() - before);
      }
      return new Met(most, median(ratios));
    }
  }

  private double alone(int port, Stampede stampede) throws IOException, InterruptedException {
    double[] times = new double[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      times[i] = new Crowd(1, 1).ask(port, stampede.target(++targets)).toNanos();
    }
    return median(times);
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
