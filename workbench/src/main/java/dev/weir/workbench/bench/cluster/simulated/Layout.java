package dev.weir.workbench.bench.cluster.simulated;

import dev.weir.cache.config.NodeConfig;
import dev.weir.cache.config.NodeConfigException;
import dev.weir.cache.config.NodeConfigFile;
import java.util.List;
import java.util.Map;

/// How the nodes of a simulated cluster find each other: the configuration that real ones would
/// have.
public enum Layout {
  /// Every node asks every other by ICP.
  MESH,
  /// Every URL belongs to a node.
  OWNERS;

  static final String ORIGIN = "10.9.0.1";
  static final int HTTP_PORT = 3128;
  static final int ICP_PORT = 3130;

  /// The configuration of one of `hosts`.
  NodeConfig config(String host, List<String> hosts) {
    StringBuilder text = new StringBuilder();
    text.append("http_port ").append(host).append(':').append(HTTP_PORT).append(" accel vhost\n");
    text.append("visible_hostname node-").append(host).append('\n');
    text.append("cache_peer " + ORIGIN + " parent 80 0 no-query originserver name=origin\n");
    if (this == MESH) {
      text.append("icp_port ").append(host).append(':').append(ICP_PORT).append('\n');
    }
    for (String each : hosts) {
      text.append("cache_peer ").append(each).append(" sibling ").append(HTTP_PORT).append(' ');
      text.append(this == MESH ? ICP_PORT + "" : "0 owner").append(" name=").append(each);
      text.append('\n');
    }
    try {
      return NodeConfigFile.parse("node.conf", text.toString(), Map.of());
    } catch (NodeConfigException e) {
      throw new IllegalStateException("the configuration of a simulated node", e);
    }
  }
}
