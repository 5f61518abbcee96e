package dev.weir.workbench.bench.peers;

import dev.weir.workbench.bench.stack.Answering;
import dev.weir.workbench.bench.stack.Programs;
import dev.weir.workbench.bench.stack.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Starts the processes of one contender, from the back to the front.
final class Building {

  private final Rig rig;
  private final List<ServerProcess> own = new ArrayList<>();
  private final List<ServerProcess> counted = new ArrayList<>();
  private final Map<String, String> files = new LinkedHashMap<>();

  Building(Rig rig) {
    this.rig = rig;
  }

  Rig rig() {
    return rig;
  }

  /// Counts the origin's CPU time too.
  Building withOrigin() {
    counted.add(rig.origin());
    return this;
  }

  void nginx(String text, int port) throws IOException {
    Path file = write("nginx-" + port + ".conf", text);
    start(
        "nginx-" + port,
        List.of(Programs.path("nginx"), "-p", rig.directory().toString(), "-c", file.toString()));
  }

  void squid(int port, KeepAlive keepAlive) throws IOException {
    Path folder = squidFolder(port);
    squid(port, Configurations.squid(port, rig.originPort(), keepAlive, folder));
  }

  void squidOnDisk(int port, String type, String options) throws IOException {
    Path folder = squidFolder(port);
    String text =
        Configurations.squid(port, rig.originPort(), KeepAlive.ON, folder)
            + Configurations.squidDisk(type, folder, options);
    Path file = write("squid-" + port + ".conf", text);
    Programs.run(
        List.of(Programs.path("squid"), "-N", "-z", "-f", file.toString()), rig.directory());
    squid(port, text);
  }

  private Path squidFolder(int port) throws IOException {
    return Rig.openToAll(Files.createDirectories(rig.directory().resolve("squid-" + port)));
  }

  private void squid(int port, String text) throws IOException {
    Path file = write("squid-" + port + ".conf", text);
    start("squid-" + port, List.of(Programs.path("squid"), "-N", "-f", file.toString()));
  }

  void varnish(int port) throws IOException {
    Path folder = Files.createDirectories(rig.directory().resolve("varnish-" + port));
    Path file = write("varnish-" + port + ".vcl", Configurations.varnish(rig.originPort()));
    start(
        "varnish-" + port,
        List.of(
            Programs.path("varnishd"),
            "-F",
            "-j",
            "none",
            "-n",
            folder.toString(),
            "-a",
            "127.0.0.1:" + port,
            "-s",
            "malloc,64m",
            "-f",
            file.toString()));
  }

  void haproxy(String text, int port) throws IOException {
    Path file = write("haproxy-" + port + ".cfg", text);
    start("haproxy-" + port, List.of(Programs.path("haproxy"), "-f", file.toString()));
  }

  void edge(String text, int port) throws IOException {
    add(rig.weir("edge", write("edge-" + port + ".yaml", text)));
  }

  /// One process of both.
  void edgeWithNode(String edge, String node, int port, int nodePort) throws IOException {
    Path _ = write("node-" + nodePort + ".conf", node);
    edge(edge, port);
  }

  void node(String text, int port) throws IOException {
    add(rig.weir("node", write("node-" + port + ".conf", text)));
  }

  /// Waits until the first good answer comes through all processes.
  Served served(int port, String target) throws IOException {
    Served served = new Served(port, own, counted, files);
    try {
      Answering.await(port, target, own.getLast());
      return served;
    } catch (IOException e) {
      for (ServerProcess process : own) {
        process.checkAlive(); // the last words of the one that ended say more
      }
      throw e;
    }
  }

  /// As `served`, for a contender that only speaks TLS.
  Served servedOverTls(int port) throws IOException {
    Served served = new Served(port, own, counted, files);
    own.getLast().awaitConnections(port, Answering.LIMIT);
    return served;
  }

  void closeAll() {
    own.forEach(ServerProcess::close);
  }

  private Path write(String name, String text) throws IOException {
    files.put(name, text);
    return Files.writeString(rig.directory().resolve(name), text);
  }

  private void start(String name, List<String> command) throws IOException {
    add(ServerProcess.start(name, command, rig.directory()));
  }

  private void add(ServerProcess process) {
    own.add(process);
    counted.add(process);
  }
}
