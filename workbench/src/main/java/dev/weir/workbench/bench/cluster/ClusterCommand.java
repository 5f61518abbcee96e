package dev.weir.workbench.bench.cluster;

import dev.weir.workbench.bench.cluster.cases.Simulations;
import dev.weir.workbench.bench.cluster.simulated.Keys;
import dev.weir.workbench.bench.stack.TestedCache;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `weir bench cluster`: what a sibling in trouble costs, how evenly URLs are divided, and how
/// clusters of up to fifty nodes fare on a simulated network.
@Command(
    name = "cluster",
    mixinStandardHelpOptions = true,
    description = {
      "Measure what a sibling in trouble costs the clients of a node, and how nodes divide URLs.",
      "Runs our node and, where it is installed, Squid on loopback addresses, each with an origin"
          + " and a sibling played by this command, under a steady load of misses.",
      "The rows named 'simulation' run what decides in up to 50 nodes over a simulated network and"
          + " in simulated time, the same in every run."
    })
public final class ClusterCommand implements Callable<Integer> {

  private static final List<Integer> SIZES = List.of(2, 5, 10, 20, 50);
  private static final String ROW = "%-34s | %-46s | %-46s | %s%n";
  private static final String SIMULATED_ROW = "%-44s | %-88s | %s%n";
  private static final int MADE_UP_URLS = 20_000;

  @Spec private CommandSpec spec;

  @Option(names = "--check", description = "Exit 1 when a row of ours falls short.")
  private boolean check;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "500",
      description = "Misses a second; ${DEFAULT-VALUE}.")
  private int rate;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "5",
      description = "Length of the run before the trouble, and of that in it; ${DEFAULT-VALUE}.")
  private int seconds;

  @Option(
      names = "--only",
      paramLabel = "REGEX",
      description = "Only rows whose name matches, such as 'killed|division|simulation'.")
  private @Nullable Pattern only;

  @Option(names = "--no-squid", description = "Do not measure Squid.")
  private boolean withoutSquid;

  @Option(
      names = "--pictures",
      paramLabel = "DIR",
      description = "Draw how URLs are divided, and what simulations bring, into SVG files there.")
  private @Nullable Path pictures;

  @Option(
      names = "--keys",
      paramLabel = "FILE",
      description =
          "What the clients of simulated clusters ask for: an access log, in any format that"
              + " 'weir tune' reads, or a list of URLs; otherwise 20,000 made-up URLs by Zipf's"
              + " law.")
  private @Nullable Path keys;

  private int shortRows;
  private String heading = "";

  @SuppressWarnings("NullAway.Init") // picocli injects the fields before call()
  public ClusterCommand() {}

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    Keys asked = keys();
    TroubleCase measured =
        new TroubleCase(
            Files.createTempDirectory("weir-cluster"), rate, Duration.ofSeconds(seconds));
    for (Trouble trouble : Trouble.values()) {
      if (isWanted(trouble.text())) {
        trouble(out, measured, trouble);
      }
    }
    List<Division> divisions = new ArrayList<>();
    for (int nodes : SIZES) {
      if (isWanted("division among " + nodes)) {
        divisions.add(division(out, nodes));
      }
    }
    draw(out, divisions);
    simulate(out, asked);
    out.println(
        shortRows == 0 ? "every row of ours is within its limit" : shortRows + " fall short");
    out.flush();
    return check && shortRows > 0 ? 1 : 0;
  }

  private boolean isWanted(String row) {
    Pattern wanted = only;
    return wanted == null || wanted.matcher(row).find();
  }

  private void trouble(PrintWriter out, TroubleCase measured, Trouble trouble)
      throws IOException, InterruptedException {
    TroubleCase.Noticed ours = measured.run(TestedCache.Kind.OURS, trouble);
    String squid =
        withoutSquid || !TestedCache.Kind.SQUID.isInstalled()
            ? "-"
            : measured.run(TestedCache.Kind.SQUID, trouble).toString();
    String limit =
        "p99 +%d ms, most %d ms".formatted(trouble.added().toMillis(), Trouble.MOST.toMillis());
    row(out, trouble.text(), ours.toString(), squid, judged(limit, ours.isWithinLimitsOf(trouble)));
  }

  private void draw(PrintWriter out, List<Division> divisions) throws IOException {
    Path directory = pictures;
    if (directory != null && !divisions.isEmpty()) {
      out.println("drawn: " + new DivisionPictures(divisions).write(directory));
    }
  }

  private Keys keys() throws IOException {
    Path file = keys;
    return file == null ? Keys.zipf(MADE_UP_URLS, MADE_UP_URLS, 1) : Keys.of(file);
  }

  private void simulate(PrintWriter out, Keys asked) throws IOException {
    Simulations simulations =
        new Simulations(
            this::isWanted,
            asked,
            (name, row) -> {
              head(out, SIMULATED_ROW.formatted("case", "ours", "limit"));
              out.printf(SIMULATED_ROW, name, row.figures(), judged(row.limit(), row.isWithin()));
              out.flush();
            });
    simulations.run();
    Path directory = pictures;
    if (directory != null) {
      List<Path> drawn = simulations.draw(directory);
      if (!drawn.isEmpty()) {
        out.println("drawn: " + drawn);
      }
    }
  }

  private Division division(PrintWriter out, int nodes) {
    Division ours = Division.among(nodes);
    String limit = "moved %.1f %%, 1.15, 1.25".formatted(100.0 / nodes + 1);
    row(
        out,
        "division among " + nodes + " nodes",
        ours.toString(),
        "-",
        judged(limit, ours.isGood()));
    return ours;
  }

  private String judged(String limit, boolean isWithin) {
    shortRows += isWithin ? 0 : 1;
    return limit + (isWithin ? "" : "  FALLS SHORT");
  }

  private void row(PrintWriter out, String name, String ours, String squid, String limit) {
    head(out, ROW.formatted("case", "ours", "Squid", "limit"));
    out.printf(ROW, name, ours, squid, limit);
    out.flush();
  }

  /// Says what the columns are, where that is not what it was before.
  private void head(PrintWriter out, String columns) {
    if (!columns.equals(heading)) {
      heading = columns;
      out.print(columns);
    }
  }
}
