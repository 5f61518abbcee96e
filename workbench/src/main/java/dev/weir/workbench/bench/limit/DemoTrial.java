package dev.weir.workbench.bench.limit;

import dev.weir.workbench.bench.load.LoadResult;
import dev.weir.workbench.bench.load.LoadRun;
import dev.weir.workbench.bench.load.Pace;
import dev.weir.workbench.bench.load.PageView;
import dev.weir.workbench.bench.load.Visitors;
import dev.weir.workbench.bench.report.Summary;
import dev.weir.workbench.bench.split.Gallery;
import dev.weir.workbench.bench.stack.FreePorts;
import dev.weir.workbench.bench.stack.ServerProcess;
import dev.weir.workbench.demo.DemoCommand;
import dev.weir.workbench.demo.DemoPorts;
import dev.weir.workbench.memory.ResidentMemory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How much of RAM `weir demo` takes, with the memcached that it starts.
record DemoTrial(State state) implements Trial {

  /// When it is looked at.
  enum State {
    /// Up, and the pages it asks itself for answered.
    IDLE,
    /// While visitors look at the gallery.
    UNDER_LOAD
  }

  private static final Duration START_LIMIT = Duration.ofMinutes(3);
  private static final Duration REST = Duration.ofSeconds(5);
  private static final Duration IDLE_WATCH = Duration.ofSeconds(2);
  private static final Duration LOAD = Duration.ofSeconds(10);
  private static final int VISITORS = 12;

  @Override
  public @Nullable String obstacle(Launcher launcher) {
    if (ResidentMemory.ofTree(ProcessHandle.current()) == 0) {
      return "this platform does not tell what lies in RAM";
    }
    return needed().stream()
        .map(launcher.home()::resolve)
        .filter(folder -> !Files.isDirectory(folder))
        .map(folder -> "there is no " + folder)
        .findFirst()
        .orElse(null);
  }

  private List<String> needed() {
    return switch (state) {
      case IDLE -> List.of("deploy/demo");
      case UNDER_LOAD -> List.of("deploy/demo", "site/img");
    };
  }

  @Override
  public Reading run(Launcher launcher) throws IOException, InterruptedException {
    String name = "demo-" + state.name().toLowerCase(Locale.ROOT).replace('_', '-');
    Path folder = Files.createDirectories(launcher.directory().resolve(name));
    int port;
    Map<String, String> variables;
    try (FreePorts ports = new FreePorts()) {
      port = ports.next();
      variables = variables(launcher, folder, port);
    }
    try (ServerProcess demo = launcher.start(name, variables, "demo")) {
      demo.await(() -> demo.hasSaid(DemoCommand.SERVING), START_LIMIT);
      Thread.sleep(REST);
      Reading reading =
          switch (state) {
            case IDLE -> idle(demo, launcher);
            case UNDER_LOAD -> underLoad(demo, port, launcher);
          };
      demo.checkAlive();
      return reading;
    }
  }

  private static Map<String, String> variables(Launcher launcher, Path folder, int port)
      throws IOException {
    Map<String, String> variables =
        new HashMap<>(DemoPorts.free(launcher.home(), folder, Map.of()).variables());
    variables.put("WEIR_DEMO_EDGE_PORT", Integer.toString(port));
    return variables;
  }

  private static Reading idle(ServerProcess demo, Launcher launcher) throws InterruptedException {
    RamWatch watch = new RamWatch(demo);
    try (watch) {
      Thread.sleep(IDLE_WATCH);
    }
    String words =
        "%d s after the demo's own pages were answered, %s"
            .formatted(REST.toSeconds(), launcher.words());
    return new Reading(watch.megabytes(), words, Map.of());
  }

  private static Reading underLoad(ServerProcess demo, int port, Launcher launcher)
      throws IOException, InterruptedException {
    InetSocketAddress edge = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    Visitors visitors = new Visitors(edge, "127.0.0.1:" + port, Visitors.KeepAlive.ON);
    PageView view = Gallery.viewOf(launcher.home().resolve("site"));
    RamWatch watch = new RamWatch(demo);
    LoadResult load;
    try (watch) {
      load = LoadRun.run(visitors, view, new Pace.Closed(VISITORS), LOAD);
    }
    if (Thread.interrupted()) {
      throw new InterruptedException(); // the run has ended early, without a word
    }
    long failed = load.failures() + load.refusals() + load.unfinished();
    checkAnswered(load.views(), failed);
    Summary all = watch.megabytes();
    String words =
        String.format(
            Locale.ROOT,
            "most of %d looks; %d visitors, %,d page views of %d requests in %d s, %d failed; %s",
            all.count(),
            VISITORS,
            load.views(),
            view.requests(),
            load.elapsed().toSeconds(),
            failed,
            launcher.words());
    return new Reading(Summary.of(all.highest()), words, Map.of());
  }

  /// What mostly fails says nothing of the memory that answers take.
  static void checkAnswered(long views, long failed) throws IOException {
    if (views == 0 || failed > views) {
      throw new IOException(views + " page views were answered, " + failed + " failed");
    }
  }
}
