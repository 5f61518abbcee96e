package dev.weir.workbench.bench.peers;

import dev.weir.workbench.bench.report.ReportFile;
import dev.weir.workbench.bench.stack.MachineFacts;
import dev.weir.workbench.place.TemporaryFolder;
import dev.weir.workbench.place.WeirHome;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `weir bench growth`: what a request costs as connections and sizes grow, beside nginx.
@Command(
    name = "growth",
    mixinStandardHelpOptions = true,
    description = {
      "Measure CPU time for a request at 1 to 4,096 connections and for 1 KiB to 10 MiB, beside"
          + " nginx, alternating.",
      "Prints the figures and writes a picture of each growth."
    })
public final class GrowthCommand implements Callable<Integer> {

  private static final int BENT = 1;

  @Spec private CommandSpec spec;

  @Option(
      names = "--check",
      description = "Exit 1 if ours stops growing straight before nginx does.")
  private boolean check;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      description = "Where the pictures go; var/bench/growth is the default.")
  private @Nullable Path out;

  @Mixin private TurnOptions turns;

  @SuppressWarnings("NullAway.Init") // picocli injects the fields before call()
  public GrowthCommand() {}

  @Override
  public Integer call() throws Exception {
    turns.check();
    WeirHome home = WeirHome.ofThisProcess();
    Path directory = home.folder(out, "var/bench/growth");
    say(MachineFacts.read(home.path()).heading(Instant.now()));
    boolean straight = true;
    try (TemporaryFolder work = TemporaryFolder.make("weir-growth");
        Rig rig = Rig.make(work.path())) {
      GrowthRun run = new GrowthRun(rig, turns.rounds(), turns.turn(), this::step);
      say("static 10 KiB at the edge, by connections: edge, nginx");
      straight &= done(run.filesByConnections(), directory.resolve("files-by-connections.svg"));
      say("memory hit 10 KiB at the node, by connections: node, nginx proxy_cache");
      straight &= done(run.hitsByConnections(), directory.resolve("hits-by-connections.svg"));
      say("static at the edge, 64 connections, by size: edge, nginx");
      straight &= done(run.filesBySize(), directory.resolve("files-by-size.svg"));
    }
    return check && !straight ? BENT : 0;
  }

  private void step(Growth.Step step) {
    say(
        String.format(
            Locale.ROOT,
            "  %8s  %10.1f µs  %10.1f µs  ×%.2f",
            step.name(),
            step.oursMicros(),
            step.peerMicros(),
            step.oursMicros() / step.peerMicros()));
  }

  private boolean done(Growth growth, Path picture) throws IOException {
    ReportFile.write(new GrowthPlot(growth).svg(), picture);
    for (List<String> each :
        List.of(
            List.of(growth.ours(), growth.oursKnee()), List.of(growth.peer(), growth.peerKnee()))) {
      say(
          "  "
              + each.getFirst()
              + (each.getLast().isEmpty() ? ": no knee" : ": knee at " + each.getLast()));
    }
    say("  " + picture);
    return growth.isStraight();
  }

  private void say(String line) {
    PrintWriter screen = spec.commandLine().getOut();
    screen.println(line);
    screen.flush();
  }
}
