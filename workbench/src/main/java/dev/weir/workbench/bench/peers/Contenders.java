package dev.weir.workbench.bench.peers;

import dev.weir.workbench.bench.stack.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/// Everybody who takes part.
final class Contenders {

  static final String PAGE = "/10k.bin";

  private Contenders() {}

  static Contender nginxStatic(String name, String more) {
    return new Contender(
        name,
        List.of("nginx"),
        building -> {
          int port = FreePorts.one();
          building.nginx(Configurations.nginxStatic(port, building.rig().www(), more), port);
          return building.served(port, PAGE);
        });
  }

  static Contender nginxTls() {
    return new Contender(
        "nginx",
        List.of("nginx", "openssl"),
        building -> {
          int port = FreePorts.one();
          Rig rig = building.rig();
          building.nginx(Configurations.nginxTls(port, rig.www(), rig.certificate()), port);
          return building.servedOverTls(port);
        });
  }

  static Contender nginxCache() {
    return new Contender(
        "nginx proxy_cache",
        List.of("nginx"),
        building -> {
          int port = FreePorts.one();
          var folder =
              Rig.openToAll(
                  Files.createDirectories(building.rig().directory().resolve("cache-" + port)));
          building.nginx(
              Configurations.nginxCache(port, building.rig().originPort(), folder), port);
          return building.served(port, PAGE);
        });
  }

  static Contender squid() {
    return new Contender(
        "squid",
        List.of("squid"),
        building -> {
          int port = FreePorts.one();
          building.squid(port, KeepAlive.ON);
          return building.served(port, PAGE);
        });
  }

  /// With no content in memory.
  ///
  /// @param type of its directory
  /// @param options behind the directory's size
  static Contender squidOnDisk(String type, String options) {
    return new Contender(
        "squid " + type,
        List.of("squid"),
        building -> {
          int port = FreePorts.one();
          building.squidOnDisk(port, type, options);
          return building.served(port, PAGE);
        });
  }

  static Contender varnish() {
    return new Contender(
        "varnish",
        List.of("varnishd"),
        building -> {
          int port = FreePorts.one();
          building.varnish(port);
          return building.served(port, PAGE);
        });
  }

  static Contender nginxToSquid(KeepAlive keepAlive) {
    return new Contender(
        "nginx → squid",
        List.of("nginx", "squid"),
        building -> {
          int squid = FreePorts.one();
          int port = FreePorts.one();
          building.squid(squid, keepAlive);
          building.nginx(Configurations.nginxProxy(port, squid, keepAlive), port);
          return building.served(port, PAGE);
        });
  }

  static Contender nginxToSquidToOrigin() {
    return new Contender(
        "nginx → squid → app",
        List.of("nginx", "squid"),
        building -> {
          int squid = FreePorts.one();
          int port = FreePorts.one();
          building.withOrigin().squid(squid, KeepAlive.OFF);
          building.nginx(Configurations.nginxProxy(port, squid, KeepAlive.OFF), port);
          return building.served(port, PAGE);
        });
  }

  static Contender nginxToVarnish() {
    return new Contender(
        "nginx → varnish",
        List.of("nginx", "varnishd"),
        building -> {
          int varnish = FreePorts.one();
          int port = FreePorts.one();
          building.varnish(varnish);
          building.nginx(Configurations.nginxProxy(port, varnish, KeepAlive.ON), port);
          return building.served(port, PAGE);
        });
  }

  static Contender nginxToOrigin(KeepAlive keepAlive) {
    return new Contender(
        "nginx",
        List.of("nginx"),
        building -> {
          int port = FreePorts.one();
          building.nginx(
              Configurations.nginxProxy(port, building.rig().originPort(), keepAlive), port);
          return building.served(port, PAGE);
        });
  }

  static Contender haproxyToOrigin(KeepAlive keepAlive) {
    return new Contender(
        "haproxy",
        List.of("haproxy"),
        building -> {
          int port = FreePorts.one();
          building.haproxy(
              Configurations.haproxy(port, building.rig().originPort(), keepAlive), port);
          return building.served(port, PAGE);
        });
  }

  static Contender edgeStatic() {
    return ours(
        "edge",
        building -> {
          int port = FreePorts.one();
          building.edge(
              Configurations.edgeStatic(port, FreePorts.one(), building.rig().www()), port);
          return building.served(port, PAGE);
        });
  }

  static Contender edgeTls() {
    return ours(
        "edge",
        building -> {
          int port = FreePorts.one();
          Rig rig = building.rig();
          building.edge(
              Configurations.edgeTls(port, FreePorts.one(), rig.www(), rig.certificate()), port);
          return building.servedOverTls(port);
        });
  }

  static Contender edgeToOrigin(KeepAlive keepAlive) {
    return ours(
        "edge",
        building -> {
          int port = FreePorts.one();
          String next = "127.0.0.1:" + building.rig().originPort();
          building.edge(Configurations.edgeProxy(port, FreePorts.one(), next, keepAlive), port);
          return building.served(port, PAGE);
        });
  }

  /// @param more further directives of the node
  static Contender node(String more) {
    return ours(
        "node",
        building -> {
          int port = FreePorts.one();
          node(building, "127.0.0.1:" + port, port, KeepAlive.ON, more);
          return building.served(port, PAGE);
        });
  }

  /// With no content in memory.
  static Contender nodeOnDisk() {
    return ours(
        "node",
        building -> {
          int port = FreePorts.one();
          String more =
              """
              cache_dir coss %s/ring-%d 256
              maximum_object_size_in_memory 1 KB
              """
                  .formatted(building.rig().directory(), port);
          node(building, "127.0.0.1:" + port, port, KeepAlive.ON, more);
          return building.served(port, PAGE);
        });
  }

  static Contender edgeWithNode() {
    return ours(
        "edge with node",
        building -> {
          int port = FreePorts.one();
          int node = FreePorts.one();
          building.edgeWithNode(
              Configurations.edgeLocal(port, FreePorts.one(), "node-" + node + ".conf"),
              Configurations.node(
                  "127.0.0.1:" + node,
                  FreePorts.one(),
                  building.rig().originPort(),
                  KeepAlive.ON,
                  ""),
              port,
              node);
          return building.served(port, PAGE);
        });
  }

  static Contender edgeToNode(KeepAlive keepAlive) {
    return ours(
        "edge → node",
        building -> {
          int node = FreePorts.one();
          node(building, "127.0.0.1:" + node, node, keepAlive, "");
          return edgeBefore(building, "127.0.0.1:" + node, keepAlive);
        });
  }

  static Contender edgeToNodeOverUnixSocket() {
    return ours(
        "edge → node",
        building -> {
          int node = FreePorts.one();
          String socket = "unix:" + building.rig().directory().resolve("node-" + node + ".sock");
          node(building, socket, node, KeepAlive.OFF, "");
          return edgeBefore(building, socket, KeepAlive.OFF);
        });
  }

  static Contender edgeToNodeToOrigin() {
    return ours(
        "edge → node → app",
        building -> {
          int node = FreePorts.one();
          node(building.withOrigin(), "127.0.0.1:" + node, node, KeepAlive.OFF, "");
          return edgeBefore(building, "127.0.0.1:" + node, KeepAlive.OFF);
        });
  }

  private static void node(
      Building building, String listen, int port, KeepAlive keepAlive, String more)
      throws IOException {
    building.node(
        Configurations.node(listen, FreePorts.one(), building.rig().originPort(), keepAlive, more),
        port);
  }

  private static Served edgeBefore(Building building, String next, KeepAlive keepAlive)
      throws IOException {
    int port = FreePorts.one();
    building.edge(Configurations.edgeProxy(port, FreePorts.one(), next, keepAlive), port);
    return building.served(port, PAGE);
  }

  private static Contender ours(String name, Contender.Starter starter) {
    return new Contender(name, List.of(), starter);
  }
}
