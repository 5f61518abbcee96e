package dev.weir.workbench.run;

import dev.weir.cache.CacheNode;
import dev.weir.edge.EdgeProxy;
import dev.weir.runtime.lifecycle.Condition;
import dev.weir.runtime.lifecycle.Readiness;
import dev.weir.runtime.lifecycle.Tier;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/// An edge and the cache nodes it calls in its own process, as one tier: the edge's.
///
/// The nodes listen as they do alone, for siblings and for the operator.
final class EdgeWithNodes implements Tier {

  private final EdgeProxy edge;
  private final List<CacheNode> nodes;

  EdgeWithNodes(EdgeProxy edge, List<CacheNode> nodes) {
    this.edge = edge;
    this.nodes = List.copyOf(nodes);
    for (CacheNode node : nodes) {
      edge.readiness().check("node " + node.name(), () -> condition(node));
    }
  }

  private static Condition condition(CacheNode node) {
    return node.readiness().ready() ? Condition.UP : Condition.degraded("not ready");
  }

  @Override
  public String name() {
    return edge.name();
  }

  @Override
  public void start() throws Exception {
    try {
      for (CacheNode node : nodes) {
        node.start();
      }
      edge.start();
    } catch (Exception e) {
      close();
      throw e;
    }
  }

  @Override
  public int port() {
    return edge.port();
  }

  @Override
  public URI uri() {
    return edge.uri();
  }

  @Override
  public Readiness readiness() {
    return edge.readiness();
  }

  /// The edge first: what comes in there still needs the nodes.
  @Override
  public void drain(Duration limit) {
    edge.drain(limit);
    nodes.forEach(node -> node.drain(limit));
  }

  @Override
  public void close() {
    edge.close();
    nodes.forEach(CacheNode::close);
  }
}
