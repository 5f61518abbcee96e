package dev.weir.cache;

import dev.weir.cache.config.NodeConfig;
import dev.weir.cache.decide.CachePolicy;
import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.exchange.ExchangeListener;
import dev.weir.cache.lookup.RequestKey;
import dev.weir.cache.lookup.SiblingAnswers;
import dev.weir.cache.lookup.VariantPromises;
import dev.weir.cache.peer.NameLookup;
import dev.weir.cache.peer.OwnAddresses;
import dev.weir.cache.peer.PeerTable;
import dev.weir.cache.peer.Standing;
import dev.weir.cache.peer.icp.IcpAnswers;
import dev.weir.cache.peer.icp.IcpEndpoint;
import dev.weir.cache.peer.icp.IcpSettings;
import dev.weir.cache.peer.wire.IcpMessage;
import dev.weir.cache.purge.Tombstones;
import dev.weir.cache.route.CopyAges;
import dev.weir.cache.secret.HopMark;
import dev.weir.cache.store.ResponseStore;
import dev.weir.cache.tell.Hearing;
import dev.weir.cache.tell.SiblingReport;
import dev.weir.cache.tell.Telling;
import dev.weir.runtime.lifecycle.Condition;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The node's neighbours and its voice among them.
///
/// @param icp null when the node speaks no ICP
/// @param tombstones what has become invalid
/// @param promises how our HITs for URLs with variants were kept
/// @param hopMark what nodes that ask owners show
/// @param standing whether this node is to be asked
record Cluster(
    PeerTable peers,
    @Nullable IcpEndpoint icp,
    Tombstones tombstones,
    Telling telling,
    VariantPromises promises,
    HopMark hopMark,
    AtomicReference<Standing> standing)
    implements AutoCloseable {

  /// Puts it together; nothing is opened yet.
  ///
  /// @throws IOException when the siblings' secret cannot be read
  static Cluster of(
      NodeConfig config,
      Supplier<CachePolicy> inForce,
      ResponseStore store,
      Tombstones tombstones,
      InstantSource clock,
      ExchangeListener listener)
      throws IOException {
    PeerTable peers =
        new PeerTable(config.peers(), ownAddresses(config), NameLookup.ofSystem(), clock);
    VariantPromises promises = new VariantPromises();
    var standing = new AtomicReference<>(Standing.JOINING);
    IcpAnswers answers =
        new StandingAnswers(new SiblingAnswers(store, inForce, promises, clock), standing::get);
    IcpEndpoint icp =
        speaksIcp(config)
            ? new IcpEndpoint(
                IcpSettings.of(config.icp()), peers, told(config, answers, listener), clock)
            : null;
    Telling telling = Telling.of(peers, tombstones, config.invalidations(), clock);
    return new Cluster(
        peers,
        icp,
        tombstones,
        telling,
        promises,
        HopMark.of(config.invalidations().secretFile(), peers::ourName, clock),
        standing);
  }

  /// The listener, with an eye on what siblings come for in vain.
  ExchangeListener watching(NodeConfig config, ExchangeListener listener) {
    return new PromiseWatch(
        listener, new RequestKey(config.httpPorts()), config.policy().keys(), promises);
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

  /// Resolves the peers' names, opens the ICP port and hears from the siblings what has become
  /// invalid meanwhile; then the node is to be asked.
  ///
  /// @param ear does what the siblings say
  /// @throws IOException when the ICP port cannot be had
  void start(Hearing.Ear ear) throws IOException {
    peers.start();
    if (icp != null) {
      icp.start();
    }
    telling.catchUp(ear);
    telling.start();
    standing.set(Standing.READY);
    var _ = telling.announce(Standing.READY);
  }

  /// The node is about to go: nobody is to come. Blocks until the siblings know, for as long as is
  /// usual with them.
  void drain() {
    standing.set(Standing.DRAINING);
    telling.announce(Standing.DRAINING).join();
  }

  /// How old copies of other caches may be.
  CopyAges copyAges(InstantSource clock) {
    return new CopyAges(tombstones, clock);
  }

  /// What has become invalid, and how far the siblings are with it.
  ///
  /// @param remembered invalidations kept one by one
  record Invalidations(int remembered, List<SiblingReport> siblings) {}

  Invalidations invalidations() {
    return new Invalidations(tombstones.size(), telling.report());
  }

  /// Without its voice the node still answers, but finds less.
  Condition condition() {
    return icp == null || icp.isRunning()
        ? Condition.UP
        : Condition.degraded("the ICP endpoint is not running");
  }

  @Override
  public void close() {
    telling.close();
    if (icp != null) {
      icp.close();
    }
    peers.close();
  }
}
