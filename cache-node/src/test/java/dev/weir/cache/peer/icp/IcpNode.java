package dev.weir.cache.peer.icp;

import static org.awaitility.Awaitility.await;

import dev.weir.cache.config.PeerSettings;
import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.peer.OwnAddresses;
import dev.weir.cache.peer.Peer;
import dev.weir.cache.peer.PeerOutcome;
import dev.weir.cache.peer.PeerTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// An endpoint with its peers, as a node has them.
final class IcpNode implements AutoCloseable {

  private static final long LIMIT_SECONDS = 20;

  private final InetAddress address;
  private final PeerTable peers;
  private final IcpEndpoint endpoint;

  IcpNode(String address, IcpAnswers answers, InstantSource clock) {
    this(IcpNode.settings(address), answers, clock);
  }

  IcpNode(IcpSettings settings, IcpAnswers answers, InstantSource clock) {
    this.address = settings.address().getAddress();
    this.peers =
        new PeerTable(List.of(), OwnAddresses.of(List.of(), null), host -> List.of(), clock);
    this.endpoint = new IcpEndpoint(settings, peers, answers, clock);
    try {
      endpoint.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static IcpSettings settings(String address) {
    return IcpSettings.of(
        new InetSocketAddress(InetAddress.ofLiteral(address), 0),
        Duration.ofSeconds(2),
        Duration.ofSeconds(10));
  }

  void peers(PeerSettings... settings) {
    peers.reconfigure(List.of(settings), OwnAddresses.of(List.of(), address()));
    until(endpoint::isSettled);
  }

  InetSocketAddress address() {
    return new InetSocketAddress(address, endpoint.port());
  }

  Peer sibling() {
    return peers.siblings().getFirst();
  }

  IcpEndpoint endpoint() {
    return endpoint;
  }

  CompletableFuture<PeerOutcome> asking(String url) {
    CompletableFuture<PeerOutcome> outcome = new CompletableFuture<>();
    endpoint.ask(new CacheKey(url), 0, outcome::complete);
    return outcome;
  }

  PeerOutcome ask(String url) {
    return settled(asking(url));
  }

  static PeerOutcome settled(CompletableFuture<PeerOutcome> asking) {
    return asking.orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join();
  }

  long dropped(String reason) {
    return endpoint.report().dropped().getOrDefault(reason, -1L);
  }

  static void until(BooleanSupplier condition) {
    await().atMost(Duration.ofSeconds(LIMIT_SECONDS)).until(condition::getAsBoolean);
  }

  @Override
  public void close() {
    endpoint.close();
    peers.close();
  }
}
