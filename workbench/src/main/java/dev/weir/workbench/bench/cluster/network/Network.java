package dev.weir.workbench.bench.cluster.network;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/// The simulated network: delays, loses and cuts off messages, and counts those among nodes.
public final class Network {

  private final VirtualTime time;
  private final Weather weather;
  private final SplittableRandom random;
  private final Map<String, Machine> machines = new LinkedHashMap<>();
  private Set<String> island = Set.of();
  private long messages;

  public Network(VirtualTime time, Weather weather, SplittableRandom random) {
    this.time = time;
    this.weather = weather;
    this.random = random;
  }

  public VirtualTime time() {
    return time;
  }

  public void add(Machine machine) {
    machines.put(machine.host(), machine);
  }

  /// @throws IllegalArgumentException when there is none of that address
  Machine machine(String host) {
    Machine machine = machines.get(host);
    if (machine == null) {
      throw new IllegalArgumentException("no machine at " + host);
    }
    return machine;
  }

  /// From now on nothing passes between nodes of `hosts` and other nodes, and nobody is told.
  public void cutOff(Set<String> hosts) {
    island = Set.copyOf(hosts);
  }

  /// Messages sent among nodes so far, each counted once: datagrams, requests, responses.
  public long messages() {
    return messages;
  }

  /// Sends one datagram.
  void datagram(InetSocketAddress from, InetSocketAddress to, byte[] octets) {
    Machine sender = machine(host(from));
    Machine receiver = machine(host(to));
    count(sender, receiver);
    if (isLost(sender, receiver)) {
      return;
    }
    time.after(
        delay(),
        () -> {
          if (receiver.isKilled()) {
            unreachable(receiver, sender, to);
          } else {
            receiver.receive(() -> deliver(receiver, from, octets));
          }
        });
  }

  private static void deliver(Machine receiver, InetSocketAddress from, byte[] octets) {
    Machine.Socket socket = receiver.socket();
    if (socket != null) {
      socket.arrived(from, octets);
    }
  }

  /// ICMP, which may get lost as well.
  private void unreachable(Machine closed, Machine sender, InetSocketAddress address) {
    if (isLost(closed, sender)) {
      return;
    }
    time.after(
        delay(),
        () -> {
          Machine.Socket socket = sender.socket();
          if (socket != null) {
            sender.whenWorking(() -> socket.unreachable(address));
          }
        });
  }

  private static String host(InetSocketAddress address) {
    return address.getAddress().getHostAddress();
  }

  /// A message of a connection sets out.
  void count(Machine from, Machine to) {
    messages += from.isNode() && to.isNode() ? 1 : 0;
  }

  /// A message of a connection: sent again until it arrives, after twice the time each time.
  ///
  /// @param patience until it is sent the second time
  /// @param over whether it need not be sent any more
  void reliably(
      Machine from, Machine to, Duration patience, BooleanSupplier over, Runnable arrived) {
    if (over.getAsBoolean()) {
      return;
    }
    if (isLost(from, to)) {
      time.after(patience, () -> reliably(from, to, patience.multipliedBy(2), over, arrived));
    } else {
      time.after(delay(), arrived);
    }
  }

  private boolean isLost(Machine from, Machine to) {
    if (!from.isNode() || !to.isNode()) {
      return false;
    }
    boolean isCut = island.contains(from.host()) != island.contains(to.host());
    return isCut || (weather.loss() > 0 && random.nextDouble() < weather.loss());
  }

  Duration delay() {
    return weather.least().plusNanos(exponential(weather.spread()));
  }

  /// A random time of which `mean` is the mean.
  public long exponential(Duration mean) {
    return (long) (-Math.log(1 - random.nextDouble()) * mean.toNanos());
  }
}
