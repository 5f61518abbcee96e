package dev.weir.workbench.bench.limit;

import dev.weir.workbench.bench.report.Summary;
import dev.weir.workbench.bench.stack.Answering;
import dev.weir.workbench.bench.stack.FreePorts;
import dev.weir.workbench.bench.stack.Programs;
import dev.weir.workbench.bench.stack.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How long a tier takes from the start of the command to its first good answer.
///
/// - `starts`: how many are counted, after one that is not: it may have to build, to make a
///   database, to read everything from the disk.
record StartTrial(Tier tier, int starts) implements Trial {

  private static final Duration FIRST_LIMIT = Duration.ofMinutes(3);
  private static final double NANOS = 1e9;

  /// What is started, alone.
  enum Tier {
    EDGE("a file"),
    NODE("a page from nginx"),
    APP("a page of the sample application");

    private final String answer;

    Tier(String answer) {
      this.answer = answer;
    }

    String command() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Override
  public @Nullable String obstacle(Launcher launcher) {
    return tier == Tier.NODE && Programs.find("nginx") == null ? "nginx is not installed" : null;
  }

  @Override
  public Reading run(Launcher launcher) throws IOException {
    Path folder = Files.createDirectories(launcher.directory().resolve("start-" + tier.command()));
    return switch (tier) {
      case EDGE -> {
        int port = FreePorts.one();
        String text = StartFiles.edge(port, FreePorts.one(), StartFiles.www(folder));
        yield times(launcher, port, StartFiles.PAGE, Map.of("edge.yaml", text));
      }
      case NODE -> node(launcher, folder);
      case APP -> {
        int port = FreePorts.one();
        String text = StartFiles.app(port, FreePorts.one(), folder);
        yield times(launcher, port, "/", Map.of("app.yaml", text));
      }
    };
  }

  private Reading node(Launcher launcher, Path folder) throws IOException {
    int originPort = FreePorts.one();
    String conf = StartFiles.origin(originPort, StartFiles.www(folder));
    Path file = Files.writeString(folder.resolve("origin.conf"), conf);
    List<String> nginx =
        List.of(Programs.path("nginx"), "-p", folder.toString(), "-c", file.toString());
    try (ServerProcess origin = ServerProcess.start("start-origin", nginx, folder)) {
      Answering.await(originPort, StartFiles.PAGE, origin);
      int port = FreePorts.one();
      String text = StartFiles.node(port, FreePorts.one(), originPort);
      return times(launcher, port, StartFiles.PAGE, Map.of("node.conf", text, "origin.conf", conf));
    }
  }

  /// @param files the tier's own has its name
  private Reading times(Launcher launcher, int port, String target, Map<String, String> files)
      throws IOException {
    String name = tier == Tier.NODE ? "node.conf" : tier.command() + ".yaml";
    Path file = Files.writeString(launcher.directory().resolve(name), files.getOrDefault(name, ""));
    once(launcher, file, port, target, FIRST_LIMIT);
    double[] seconds = new double[starts];
    for (int i = 0; i < starts; i++) {
      seconds[i] = once(launcher, file, port, target, Answering.LIMIT);
    }
    String words = "%d starts until %s, %s".formatted(starts, tier.answer, launcher.words());
    return new Reading(Summary.of(seconds), words, files);
  }

  private double once(Launcher launcher, Path file, int port, String target, Duration limit)
      throws IOException {
    String command = tier.command();
    long started = System.nanoTime();
    try (ServerProcess process =
        launcher.start("start-" + command, Map.of(), command, "--config", file.toString())) {
      Answering.await(port, target, process, limit);
      return (System.nanoTime() - started) / NANOS;
    }
  }
}
