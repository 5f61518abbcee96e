package dev.weir.workbench.bench.cluster.simulated;

import dev.weir.cache.entry.CacheKey;
import dev.weir.workbench.bench.cluster.network.Machine;
import dev.weir.workbench.bench.cluster.network.Network;
import dev.weir.workbench.bench.cluster.network.Streams;
import dev.weir.workbench.bench.cluster.network.VirtualTime;
import dev.weir.workbench.bench.cluster.network.Weather;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/// Nodes, their origin and the network between them. The same seed gives the same events.
public final class SimulatedCluster implements AutoCloseable {

  /// Longer than a former owner is asked after a change of members.
  private static final Duration SETTLING = Duration.ofMinutes(11);

  private final VirtualTime time = new VirtualTime();
  private final Layout layout;
  private final Network network;
  private final SimulatedOrigin origin;
  private final List<SimulatedNode> nodes = new ArrayList<>();

  public SimulatedCluster(int size, Layout layout, Weather weather, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    this.layout = layout;
    this.network = new Network(time, weather, random.split());
    this.origin = new SimulatedOrigin(network);
    network.add(new Machine(Layout.ORIGIN, Machine.Role.OUTSIDE, origin));
    List<String> hosts = hosts(size);
    for (String host : hosts) {
      nodes.add(new SimulatedNode(network, host, layout.config(host, hosts), random.split()));
    }
  }

  private static List<String> hosts(int size) {
    List<String> hosts = new ArrayList<>();
    for (int i = 1; i <= size; i++) {
      hosts.add("10.0.0." + i);
    }
    return hosts;
  }

  public VirtualTime time() {
    return time;
  }

  public List<SimulatedNode> nodes() {
    return nodes;
  }

  /// Messages among nodes so far, each counted once.
  public long messages() {
    return network.messages();
  }

  /// Fetches from the origin so far.
  public long fetches() {
    return origin.fetches();
  }

  /// A client asks one of the nodes.
  public void get(int node, CacheKey key, Consumer<Served> then) {
    nodes.get(node).get(key, then);
  }

  /// Lets the members get used to each other, until nobody asks former owners any more.
  public void settle() {
    time.pass(SETTLING);
  }

  /// From now on these nodes and the others do not reach each other; the origin reaches all.
  public void cutOff(Collection<Integer> some) {
    Set<String> hosts = new HashSet<>();
    some.forEach(node -> hosts.add(nodes.get(node).host()));
    network.cutOff(hosts);
  }

  /// All reach all again.
  public void heal() {
    network.cutOff(Set.of());
  }

  /// The program of a node stands still, its kernel goes on taking in (SIGSTOP).
  public void stop(int node) {
    nodes.get(node).machine().fallInto(Machine.Condition.STOPPED);
  }

  /// Its ports close.
  public void kill(int node) {
    nodes.get(node).machine().fallInto(Machine.Condition.KILLED);
  }

  /// It works again, with what it had in its store.
  public void goOn(int node) {
    nodes.get(node).machine().fallInto(Machine.Condition.WORKING);
  }

  /// A node leaves for good, and all others are told.
  public void leave(int node) {
    kill(node);
    SimulatedNode gone = nodes.remove(node);
    gone.close();
    List<String> left = nodes.stream().map(SimulatedNode::host).toList();
    nodes.forEach(each -> each.reconfigure(layout.config(each.host(), left)));
  }

  /// An edge in front of the nodes as they are now.
  public SimulatedEdge edge() {
    Machine machine =
        new Machine(
            SimulatedEdge.HOST,
            Machine.Role.OUTSIDE,
            (request, then) -> then.accept(Responses.gatewayTimeout()));
    return new SimulatedEdge(
        time,
        new Streams(network, machine),
        () -> nodes.stream().map(SimulatedNode::host).toList());
  }

  @Override
  public void close() {
    nodes.forEach(SimulatedNode::close);
  }
}
