package dev.weir.workbench.bench.tune;

import dev.weir.workbench.bench.report.GoalRow;
import dev.weir.workbench.bench.stack.JavaCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What replaying a log takes, in a process of its own with a bounded heap.
final class ReplayCosts {

  private static final String HEAP = "-Xmx768m";
  private static final double LEAST_LINES = 300_000;
  private static final double MOST_MIB = 1024;
  private static final Pattern TIMING =
      Pattern.compile("([\\d,]+) lines per second of one core; .* most in RAM ([\\d,]+) MiB");
  private static final String NOW =
      """
      refresh_pattern -i \\.(png|jpg)$ 1440 20% 10080
      refresh_pattern -i \\.(css|js)$ 60 20% 1440
      refresh_pattern \\? 0 0% 0
      refresh_pattern . 0 20% 4320
      """;
  private static final String NEXT = "refresh_pattern . 2h 0% 2h\n";

  private final Path directory;
  private final int lines;

  ReplayCosts(Path directory, int lines) {
    this.directory = directory;
    this.lines = lines;
  }

  List<GoalRow> rows() throws IOException, InterruptedException {
    Path log = directory.resolve("generated.log");
    try {
      GeneratedLog.write(log, lines);
      return rows(replay(log), Files.size(log));
    } finally {
      Files.deleteIfExists(log);
    }
  }

  private List<GoalRow> rows(String timing, long octets) throws IOException {
    Matcher said = TIMING.matcher(timing);
    if (!said.find()) {
      throw new IOException("weir tune replay says " + timing);
    }
    String what =
        String.format(
            Locale.ROOT, "replay, %,d lines, %,d MiB, two rule sets", lines, octets >> 20);
    return List.of(
        GoalRow.atLeast(what, number(said.group(1)), LEAST_LINES, "/s"),
        GoalRow.atMost("  most in RAM, heap " + HEAP, number(said.group(2)), MOST_MIB, "MiB"));
  }

  private static double number(String written) {
    return Double.parseDouble(written.replace(",", ""));
  }

  private String replay(Path log) throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of("tune", "replay", log.toString()));
    for (String rules : List.of(NOW, NEXT)) {
      Path file = directory.resolve(rules.equals(NOW) ? "now.conf" : "next.conf");
      Files.writeString(file, rules);
      arguments.addAll(List.of("--rules", file.toString()));
    }
    arguments.addAll(List.of("--timing", "--json", directory.resolve("figures.json").toString()));
    Process process =
        new ProcessBuilder(JavaCommand.weir(List.of(HEAP), arguments))
            .redirectErrorStream(true)
            .start();
    String said = String.join("\n", process.inputReader().readAllLines());
    if (process.waitFor() != 0) {
      throw new IOException("weir tune replay has failed: " + said);
    }
    return said;
  }
}
