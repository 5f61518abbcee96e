package dev.weir.workbench.run;

import dev.weir.cache.CacheNode;
import dev.weir.cache.config.NodeConfig;
import dev.weir.cache.config.NodeConfigException;
import dev.weir.cache.config.NodeConfigFile;
import dev.weir.edge.EdgeProxy;
import dev.weir.edge.EdgeSettings;
import dev.weir.runtime.lifecycle.Tier;
import dev.weir.runtime.upstream.UpstreamAddress;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.eclipse.jetty.server.Request;

/// The cache nodes that an edge's settings want in its own process, read and checked.
record LocalNodes(Map<String, NodeConfig> configs) {

  LocalNodes {
    configs = Map.copyOf(configs);
  }

  /// Reads the file of each `local:` server, named relative to the edge's own file.
  ///
  /// @throws InvalidConfig with every fault of all of them
  static LocalNodes of(EdgeSettings settings, Path edgeFile, Map<String, String> environment)
      throws InvalidConfig {
    Map<String, NodeConfig> configs = new TreeMap<>();
    List<String> faults = new ArrayList<>();
    for (String name : names(settings)) {
      try {
        Path file = edgeFile.resolveSibling(name);
        configs.put(
            name, NodeConfigFile.parse(file.toString(), ConfigText.read(file), environment));
      } catch (InvalidConfig e) {
        faults.addAll(e.faults());
      } catch (NodeConfigException e) {
        faults.addAll(e.faults());
      } catch (InvalidPathException e) {
        faults.add(edgeFile + ": local:" + name + " is no path: " + e.getReason());
      }
    }
    if (!faults.isEmpty()) {
      throw new InvalidConfig(faults);
    }
    return new LocalNodes(configs);
  }

  private static List<String> names(EdgeSettings settings) {
    return settings.upstreams().values().stream()
        .map(group -> group.local())
        .filter(Objects::nonNull)
        .map(UpstreamAddress.Local::file)
        .distinct()
        .toList();
  }

  List<String> warnings() {
    return configs.values().stream()
        .flatMap(config -> config.warnings().stream())
        .map(Object::toString)
        .toList();
  }

  /// The edge with its nodes; nothing listens yet.
  Tier tier(EdgeSettings settings) throws IOException {
    if (configs.isEmpty()) {
      return new EdgeProxy(settings);
    }
    Map<String, Request.Handler> handlers = new LinkedHashMap<>();
    List<CacheNode> nodes = new ArrayList<>();
    for (Map.Entry<String, NodeConfig> each : configs.entrySet()) {
      CacheNode node = new CacheNode(each.getValue());
      nodes.add(node);
      handlers.put(each.getKey(), node.handler());
    }
    return new EdgeWithNodes(new EdgeProxy(settings, handlers), nodes);
  }
}
