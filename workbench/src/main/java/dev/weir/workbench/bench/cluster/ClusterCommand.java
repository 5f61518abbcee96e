package dev.weir.workbench.bench.cluster;

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

/// `weir bench cluster`: what a sibling in trouble costs, and how evenly URLs are divided.
@Command(
    name = "cluster",
    mixinStandardHelpOptions = true,
    description = {
      "Measure what a sibling in trouble costs the clients of a node, and how nodes divide URLs.",
      "Runs our node and, where it is installed, Squid on loopback addresses, each with an origin"
          + " and a sibling played by this command, under a steady load of misses."
    })
public final class ClusterCommand implements Callable<Integer> {

  private static final List<Integer> SIZES = List.of(2, 5, 10, 20, 50);
  private static final String ROW = "%-34s | %-46s | %-46s | %s%n";

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
      description = "Only rows whose name matches, such as 'killed|division'.")
  private @Nullable Pattern only;

  @Option(names = "--no-squid", description = "Do not measure Squid.")
  private boolean withoutSquid;

  @Option(
      names = "--pictures",
      paramLabel = "DIR",
      description = "Draw how URLs are divided into SVG files there.")
  private @Nullable Path pictures;

  private int shortRows;

  @SuppressWarnings("NullAway.Init") // picocli injects the fields before call()
  public ClusterCommand() {}

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(ROW, "case", "ours", "Squid", "limit");
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

  private static void row(PrintWriter out, String name, String ours, String squid, String limit) {
    out.printf(ROW, name, ours, squid, limit);
    out.flush();
  }
}
