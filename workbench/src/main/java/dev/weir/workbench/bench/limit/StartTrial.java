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
import java.util.LinkedHashMap;
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

  /// What a tier and its origin listen on.
  private record Ports(int own, int admin, int origin) {

    static Ports draw() throws IOException {
      try (FreePorts free = new FreePorts()) {
        return new Ports(free.next(), free.next(), free.next());
      }
    }
  }

  /// The configuration of a tier, and what is asked of it once it is up.
  private record Alone(String name, String text, int port, String target) {}

  @Override
  public @Nullable String obstacle(Launcher launcher) {
    return tier == Tier.NODE && Programs.find("nginx") == null ? "nginx is not installed" : null;
  }

  @Override
  public Reading run(Launcher launcher) throws IOException {
    Path folder = Files.createDirectories(launcher.directory().resolve("start-" + tier.command()));
    Ports ports = Ports.draw();
    return switch (tier) {
      case EDGE -> {
        String text = StartFiles.edge(ports.own(), ports.admin(), StartFiles.www(folder));
        yield times(launcher, new Alone("edge.yaml", text, ports.own(), StartFiles.PAGE), Map.of());
      }
      case NODE -> node(launcher, folder, ports);
      case APP -> {
        String text = StartFiles.app(ports.own(), ports.admin(), folder);
        yield times(launcher, new Alone("app.yaml", text, ports.own(), "/"), Map.of());
      }
    };
  }

  private Reading node(Launcher launcher, Path folder, Ports ports) throws IOException {
    String conf = StartFiles.origin(ports.origin(), StartFiles.www(folder));
    Path file = Files.writeString(folder.resolve("origin.conf"), conf);
    List<String> nginx =
        List.of(Programs.path("nginx"), "-p", folder.toString(), "-c", file.toString());
    try (ServerProcess origin = ServerProcess.start("start-origin", nginx, folder)) {
      Answering.await(ports.origin(), StartFiles.PAGE, origin);
      String text = StartFiles.node(ports.own(), ports.admin(), ports.origin());
      Alone node = new Alone("node.conf", text, ports.own(), StartFiles.PAGE);
      return times(launcher, node, Map.of("origin.conf", conf));
    }
  }

  /// @param others configurations of what the tier needs, by name
  private Reading times(Launcher launcher, Alone alone, Map<String, String> others)
      throws IOException {
    Path file = Files.writeString(launcher.directory().resolve(alone.name()), alone.text());
    once(launcher, file, alone, FIRST_LIMIT);
    double[] seconds = new double[starts];
    for (int i = 0; i < starts; i++) {
      seconds[i] = once(launcher, file, alone, Answering.LIMIT);
    }
    Map<String, String> files = new LinkedHashMap<>();
    files.put(alone.name(), alone.text());
    files.putAll(others);
    String words = "%d starts until %s, %s".formatted(starts, tier.answer, launcher.words());
    return new Reading(Summary.of(seconds), words, files);
  }

  private double once(Launcher launcher, Path file, Alone alone, Duration limit)
      throws IOException {
    String command = tier.command();
    long started = System.nanoTime();
    try (ServerProcess process =
        launcher.start("start-" + command, Map.of(), command, "--config", file.toString())) {
      Answering.await(alone.port(), alone.target(), process, limit);
      return (System.nanoTime() - started) / NANOS;
    }
  }
}
