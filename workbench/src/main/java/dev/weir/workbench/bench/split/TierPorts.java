package dev.weir.workbench.bench.split;

import dev.weir.workbench.bench.report.SplitCase.Cache;
import dev.weir.workbench.bench.report.SplitCase.Switch;
import dev.weir.workbench.bench.stack.FreePorts;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Where every tier of every case listens. Nodes that keep upstream connections and nodes that do
/// not are different processes, so there are six.
record TierPorts(int edge, int edgeAdmin, int app, int appAdmin, Map<String, NodePorts> nodes) {

  /// A node's ports; `sibling` is null where it is the only one.
  record NodePorts(int http, int icp, int admin, Switch keepAlive, @Nullable Pair sibling) {}

  /// Where the sibling is.
  record Pair(int http, int icp) {}

  static TierPorts draw(FreePorts free) throws IOException {
    Map<String, NodePorts> nodes = new LinkedHashMap<>();
    for (Switch keepAlive : Switch.values()) {
      String suffix = "-" + keepAlive.words();
      nodes.put("node" + suffix, new NodePorts(free.next(), 0, free.next(), keepAlive, null));
      Pair a = new Pair(free.next(), free.next());
      Pair b = new Pair(free.next(), free.next());
      nodes.put("node-a" + suffix, new NodePorts(a.http(), a.icp(), free.next(), keepAlive, b));
      nodes.put("node-b" + suffix, new NodePorts(b.http(), b.icp(), free.next(), keepAlive, a));
    }
    return new TierPorts(free.next(), free.next(), free.next(), free.next(), nodes);
  }

  /// The names of the nodes that a case goes through.
  static List<String> nodeNames(Cache cache, Switch keepAlive) {
    String suffix = "-" + keepAlive.words();
    return switch (cache) {
      case OFF -> List.of();
      case ONE_NODE -> List.of("node" + suffix);
      case PAIR -> List.of("node-a" + suffix, "node-b" + suffix);
    };
  }

  List<NodePorts> nodesOf(Cache cache, Switch keepAlive) {
    return nodeNames(cache, keepAlive).stream()
        .map(name -> Objects.requireNonNull(nodes.get(name)))
        .toList();
  }

  static String nameOf(Cache cache) {
    return switch (cache) {
      case OFF -> "app";
      case ONE_NODE -> "node";
      case PAIR -> "pair";
    };
  }
}
