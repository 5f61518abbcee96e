package dev.weir.workbench.bench.peers;

import java.util.List;
import java.util.stream.Stream;

/// The comparison: which work, against whom, and what is promised.
final class Rows {

  static final String OPEN_FILES = "open_file_cache max=1000 inactive=1h;";

  private Rows() {}

  static List<Row> all() {
    return Stream.of(files(), hits(), pairs(), forwarding(), others())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Row> files() {
    return List.of(
        files("static 1 KiB", 0.85).asking("/1k.bin", 64),
        files("static 10 KiB", 0.85),
        files("static 1 MiB", 1.0).asking("/1m.bin", 16),
        files("static 100 MiB", 1.0).asking("/100m.bin", 4));
  }

  private static List<Row> hits() {
    return List.of(
        Row.of(
            "memory hit at the node",
            0.8,
            Contenders.node(""),
            Contenders.nginxCache(),
            Contenders.varnish(),
            Contenders.squid()),
        Row.of(
                "disk hit at the node",
                0.9,
                Contenders.nodeOnDisk(),
                Contenders.nginxCache(),
                Contenders.squidOnDisk("ufs", "16 256"),
                Contenders.squidOnDisk("rock", "max-size=32768"))
            .varied(),
        Row.of(
            "edge with its node in one process, hit",
            0.9,
            Contenders.edgeWithNode(),
            Contenders.nginxCache()));
  }

  private static List<Row> pairs() {
    return List.of(
        Row.of(
            "edge → node hit, new connections",
            0.95,
            Contenders.edgeToNode(KeepAlive.OFF),
            Contenders.nginxToSquid(KeepAlive.OFF)),
        Row.of(
            "edge → node hit, Unix sockets",
            0.8,
            Contenders.edgeToNodeOverUnixSocket(),
            Contenders.nginxToSquid(KeepAlive.OFF)),
        Row.of(
            "edge → node hit, kept connections",
            0.75,
            Contenders.edgeToNode(KeepAlive.ON),
            Contenders.nginxToVarnish()),
        Row.of(
                "edge → node → app miss",
                0.8,
                Contenders.edgeToNodeToOrigin(),
                Contenders.nginxToSquidToOrigin())
            .missing());
  }

  private static List<Row> forwarding() {
    return List.of(
        Row.of(
            "forwarding, kept connections",
            null,
            Contenders.edgeToOrigin(KeepAlive.ON),
            Contenders.nginxToOrigin(KeepAlive.ON),
            Contenders.haproxyToOrigin(KeepAlive.ON)),
        Row.of(
            "forwarding, new connections",
            null,
            Contenders.edgeToOrigin(KeepAlive.OFF),
            Contenders.nginxToOrigin(KeepAlive.OFF),
            Contenders.haproxyToOrigin(KeepAlive.OFF)));
  }

  private static List<Row> others() {
    return List.of(
        Row.of("TLS 1.3, HTTP/1.1, static 10 KiB", 1.2, Contenders.edgeTls(), Contenders.nginxTls())
            .asking("https", Contenders.PAGE),
        Row.of("TLS 1.3, HTTP/2, static 10 KiB", 1.2, Contenders.edgeTls(), Contenders.nginxTls())
            .asking("h2", Contenders.PAGE));
  }

  private static Row files(String name, double target) {
    return Row.of(
        name,
        target,
        Contenders.edgeStatic(),
        Contenders.nginxStatic("nginx", ""),
        Contenders.nginxStatic("nginx, open_file_cache", OPEN_FILES));
  }
}
