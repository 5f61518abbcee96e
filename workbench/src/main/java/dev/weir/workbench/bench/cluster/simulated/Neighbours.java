package dev.weir.workbench.bench.cluster.simulated;

import dev.weir.cache.config.NodeConfig;
import dev.weir.cache.forward.Forwarding;
import dev.weir.cache.peer.OwnAddresses;
import dev.weir.cache.peer.Peer;
import dev.weir.cache.peer.PeerTable;
import dev.weir.cache.peer.icp.IcpAnswers;
import dev.weir.cache.peer.icp.IcpEndpoint;
import dev.weir.cache.peer.icp.IcpSettings;
import dev.weir.cache.route.SiblingQuestion;
import dev.weir.workbench.bench.cluster.network.Machine;
import dev.weir.workbench.bench.cluster.network.Network;
import dev.weir.workbench.bench.cluster.network.SimulatedDatagrams;
import dev.weir.workbench.bench.cluster.network.Streams;
import dev.weir.workbench.bench.cluster.network.VirtualTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// What a node knows of the others and how it asks them, put together as a real node puts it
/// together, over the simulated network.
final class Neighbours implements AutoCloseable {

  /// Between something for the ICP thread to do and its doing it.
  private static final Duration HAND_OVER = Duration.ofNanos(50_000);

  private final VirtualTime time;
  private final Machine machine;
  private final PeerTable peers;
  private final @Nullable IcpEndpoint icp;
  private final Forwarding forwarding;
  private boolean roundIsDue;
  private VirtualTime.@Nullable Event next;

  Neighbours(
      Network network,
      Machine machine,
      NodeConfig config,
      IcpAnswers answers,
      SplittableRandom random) {
    this.time = network.time();
    this.machine = machine;
    this.peers = new PeerTable(config.peers(), own(config), _ -> List.of(), time);
    this.icp = config.icp().port() == 0 ? null : endpoint(network, config, answers, random);
    this.forwarding =
        Outward.of(
            config,
            peers,
            icp == null ? SiblingQuestion.NOBODY : icp::ask,
            new Streams(network, machine),
            time);
  }

  private IcpEndpoint endpoint(
      Network network, NodeConfig config, IcpAnswers answers, SplittableRandom random) {
    IcpEndpoint endpoint = new IcpEndpoint(IcpSettings.of(config.icp()), peers, answers, time);
    InetSocketAddress address = new InetSocketAddress(machine.host(), config.icp().port());
    SimulatedDatagrams datagrams = new SimulatedDatagrams(network, address, this::wake);
    machine.listen(datagrams);
    endpoint.start(datagrams, random);
    return endpoint;
  }

  private static OwnAddresses own(NodeConfig config) {
    NodeConfig.HttpPort port = config.httpPorts().getFirst();
    return OwnAddresses.of(List.of(new InetSocketAddress(port.host(), port.port())), null);
  }

  Forwarding forwarding() {
    return forwarding;
  }

  List<Peer> siblings() {
    return peers.siblings();
  }

  void reconfigure(NodeConfig config) {
    peers.reconfigure(config.peers(), own(config));
  }

  private void wake() {
    if (!roundIsDue) {
      roundIsDue = true;
      time.after(HAND_OVER, () -> machine.whenWorking(this::round));
    }
  }

  private void round() {
    roundIsDue = false;
    if (next != null) {
      next.cancel();
    }
    if (icp != null) {
      try {
        // Deadlines are seen to the millisecond, as by a selector.
        Duration rest = icp.turn();
        long millis = Math.max(1, rest.plusNanos(999_999).toMillis());
        next = time.timer(Duration.ofMillis(millis), this::wake);
      } catch (IOException e) {
        throw new UncheckedIOException("the simulated network does not fail", e);
      }
    }
  }

  @Override
  public void close() {
    if (icp != null) {
      icp.close();
    }
    peers.close();
  }
}
