package dev.weir.cache.config;

import java.util.List;
import java.util.Map;

/// Reads configurations that must be right.
final class NodeConfigs {
  private NodeConfigs() {}

  static NodeConfig read(String text) {
    return read(text, Map.of());
  }

  static NodeConfig read(String text, Map<String, String> env) {
    try {
      return NodeConfigFile.parse("node.conf", text, env);
    } catch (NodeConfigException e) {
      throw new AssertionError(e.getMessage(), e);
    }
  }

  static List<String> warnings(String text) {
    return read(text).warnings().stream().map(NodeConfig.Warning::toString).toList();
  }
}
