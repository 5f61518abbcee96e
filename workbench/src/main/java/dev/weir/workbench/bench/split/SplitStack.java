package dev.weir.workbench.bench.split;

import dev.weir.workbench.bench.load.Visitors;
import dev.weir.workbench.bench.load.Visitors.KeepAlive;
import dev.weir.workbench.bench.report.SplitCase;
import dev.weir.workbench.bench.report.SplitCase.Front;
import dev.weir.workbench.bench.report.SplitCase.Switch;
import dev.weir.workbench.bench.stack.AdminPages;
import dev.weir.workbench.bench.stack.FreePorts;
import dev.weir.workbench.bench.stack.JavaCommand;
import dev.weir.workbench.bench.stack.ServerProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Every tier that some case needs, each a process of its own, all up for the whole run.
final class SplitStack implements AutoCloseable {

  static final String EDGE = "edge";
  static final String NODE = "node";
  static final String APP = "app";

  private static final Duration START_LIMIT = Duration.ofMinutes(3);

  private final Map<String, ServerProcess> processes = new LinkedHashMap<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private final TierPorts ports;
  private final Map<String, String> files;

  private SplitStack(TierPorts ports, Map<String, String> files) {
    this.ports = ports;
    this.files = files;
  }

  /// Starts the tiers that the cases go through, and returns when they are ready.
  ///
  /// @param directory gets configuration files, logs and the application's database
  static SplitStack start(
      Path directory, Gallery gallery, JvmOptions options, List<SplitCase> cases)
      throws IOException {
    TierPorts ports;
    try (FreePorts free = new FreePorts()) {
      ports = TierPorts.draw(free);
    }
    SplitStack stack = new SplitStack(ports, new TierFiles(ports, gallery, directory).all());
    try {
      stack.startAll(directory, options, namesFor(cases));
      return stack;
    } catch (IOException e) {
      stack.close();
      throw e;
    }
  }

  /// The configuration files, by name.
  Map<String, String> files() {
    return files;
  }

  Visitors visitors(SplitCase split) {
    KeepAlive keepAlive = split.clientKeepAlive() == Switch.ON ? KeepAlive.ON : KeepAlive.OFF;
    int port = split.front() == Front.ALONE ? ports.app() : ports.edge();
    return new Visitors(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
        TierFiles.hostOf(split),
        keepAlive);
  }

  AdminPages appPages() {
    return new AdminPages(client, ports.appAdmin());
  }

  /// The processes a case goes through, by tier.
  Map<String, List<ServerProcess>> tiers(SplitCase split) {
    Map<String, List<ServerProcess>> tiers = new LinkedHashMap<>();
    if (split.front() != Front.ALONE) {
      tiers.put(EDGE, List.of(process(EDGE)));
    }
    List<String> nodes = TierPorts.nodeNames(split.cache(), split.upstreamKeepAlive());
    if (!nodes.isEmpty()) {
      tiers.put(NODE, nodes.stream().map(this::process).toList());
    }
    tiers.put(APP, List.of(process(APP)));
    return tiers;
  }

  List<ServerProcess> all() {
    return List.copyOf(processes.values());
  }

  /// Client side first, so that nobody asks a tier that is gone.
  @Override
  public void close() {
    client.close();
    List<Thread> ends = new ArrayList<>();
    for (ServerProcess process : processes.values()) {
      ends.add(Thread.ofVirtual().start(process::close));
    }
    for (Thread end : ends) {
      try {
        end.join();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private ServerProcess process(String name) {
    ServerProcess process = processes.get(name);
    if (process == null) {
      throw new IllegalArgumentException("no process " + name);
    }
    return process;
  }

  private static Set<String> namesFor(List<SplitCase> cases) {
    Set<String> names = new HashSet<>(Set.of(APP));
    for (SplitCase split : cases) {
      if (split.front() != Front.ALONE) {
        names.add(EDGE);
      }
      names.addAll(TierPorts.nodeNames(split.cache(), split.upstreamKeepAlive()));
    }
    return names;
  }

  private void startAll(Path directory, JvmOptions options, Set<String> names) throws IOException {
    for (Map.Entry<String, String> file : files.entrySet()) {
      String name = file.getKey().substring(0, file.getKey().indexOf('.'));
      if (!names.contains(name)) {
        continue;
      }
      Path path = Files.writeString(directory.resolve(file.getKey()), file.getValue());
      String kind = name.startsWith(NODE) ? NODE : name;
      List<String> command =
          JavaCommand.weir(options.of(kind), List.of(kind, "--config", path.toString()));
      processes.put(name, ServerProcess.start(name, command, directory));
    }
    for (Map.Entry<String, ServerProcess> started : processes.entrySet()) {
      new AdminPages(client, adminPort(started.getKey()))
          .awaitReady(started.getValue(), START_LIMIT);
    }
  }

  private int adminPort(String name) {
    return switch (name) {
      case EDGE -> ports.edgeAdmin();
      case APP -> ports.appAdmin();
      default -> Objects.requireNonNull(ports.nodes().get(name)).admin();
    };
  }
}
