package dev.weir.workbench.bench.cluster.network;

import dev.weir.cache.forward.Forwarding;
import dev.weir.runtime.upstream.UpstreamAddress;
import dev.weir.runtime.upstream.UpstreamExchange;
import dev.weir.runtime.upstream.UpstreamListener;
import dev.weir.runtime.upstream.UpstreamRequest;
import java.util.HashSet;
import java.util.Set;

/// The connections of one machine to others. They stay open until something goes wrong with one.
public final class Streams implements Forwarding.Sending {

  private final Network network;
  private final Machine from;
  private final Set<String> connected = new HashSet<>();

  public Streams(Network network, Machine from) {
    this.network = network;
    this.from = from;
  }

  @Override
  public UpstreamExchange send(UpstreamRequest request, UpstreamListener listener) {
    if (!(request.address() instanceof UpstreamAddress.Tcp(String host, int _))) {
      throw new IllegalArgumentException("not on the network: " + request.address());
    }
    Exchange exchange = new Exchange(this, network.machine(host), request, listener);
    exchange.begin();
    return exchange;
  }

  Network network() {
    return network;
  }

  Machine from() {
    return from;
  }

  boolean isConnected(Machine to) {
    return connected.contains(to.host());
  }

  void connected(Machine to) {
    connected.add(to.host());
  }

  void disconnected(Machine to) {
    connected.remove(to.host());
  }
}
