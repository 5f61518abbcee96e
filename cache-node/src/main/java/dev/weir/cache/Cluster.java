package dev.weir.cache;

import dev.weir.cache.config.NodeConfig;
import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.exchange.ExchangeListener;
import dev.weir.cache.peer.NameLookup;
import dev.weir.cache.peer.OwnAddresses;
import dev.weir.cache.peer.PeerTable;
import dev.weir.cache.peer.icp.IcpAnswers;
import dev.weir.cache.peer.icp.IcpEndpoint;
import dev.weir.cache.peer.icp.IcpSettings;
import dev.weir.cache.peer.wire.IcpMessage;
import dev.weir.runtime.lifecycle.Condition;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The node's neighbours and its voice among them.
///
/// @param icp null when the node speaks no ICP
record Cluster(PeerTable peers, @Nullable IcpEndpoint icp) implements AutoCloseable {

  /// Puts it together; nothing is opened yet.
  static Cluster of(
      NodeConfig config, IcpAnswers answers, InstantSource clock, ExchangeListener listener) {
    PeerTable peers =
        new PeerTable(config.peers(), ownAddresses(config), NameLookup.ofSystem(), clock);
    IcpEndpoint icp =
        speaksIcp(config)
            ? new IcpEndpoint(
                IcpSettings.of(config.icp()), peers, told(config, answers, listener), clock)
            : null;
    return new Cluster(peers, icp);
  }

  private static IcpAnswers told(NodeConfig config, IcpAnswers answers, ExchangeListener listener) {
    return config.icp().logQueries() ? new ToldAnswers(answers, listener) : answers;
  }

  /// Answers of which the log hears.
  private record ToldAnswers(IcpAnswers answers, ExchangeListener listener) implements IcpAnswers {

    @Override
    public Answer answer(CacheKey key) {
      return answers.answer(key);
    }

    @Override
    public Answer answer(CacheKey key, int variant) {
      return answers.answer(key, variant);
    }

    @Override
    public void sent(InetSocketAddress sibling, IcpMessage answer) {
      listener.answered(sibling, answer);
    }
  }

  private static boolean speaksIcp(NodeConfig config) {
    return config.icp().port() != 0;
  }

  private static OwnAddresses ownAddresses(NodeConfig config) {
    List<InetSocketAddress> http =
        config.httpPorts().stream()
            .filter(port -> port.port() != 0)
            .map(port -> address(port.host(), port.port()))
            .toList();
    return OwnAddresses.of(
        http, speaksIcp(config) ? address(config.icp().host(), config.icp().port()) : null);
  }

  private static InetSocketAddress address(@Nullable String host, int port) {
    return host == null ? new InetSocketAddress(port) : new InetSocketAddress(host, port);
  }

  /// Resolves the peers' names and opens the ICP port.
  ///
  /// @throws IOException when the ICP port cannot be had
  void start() throws IOException {
    peers.start();
    if (icp != null) {
      icp.start();
    }
  }

  /// Without its voice the node still answers, but finds less.
  Condition condition() {
    return icp == null || icp.isRunning()
        ? Condition.UP
        : Condition.degraded("the ICP endpoint is not running");
  }

  @Override
  public void close() {
    if (icp != null) {
      icp.close();
    }
    peers.close();
  }
}
