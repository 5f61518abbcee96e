package dev.weir.cache.peer.icp;

import dev.weir.cache.config.PeerSettings;
import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.peer.Peer;
import dev.weir.cache.peer.PeerOutcome;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One miss waiting for what the peers say. Settled exactly once. Confined to the ICP thread.
final class Inquiry {

  private final CacheKey key;
  private final int variant;
  private final Consumer<PeerOutcome> then;
  private int expected;
  private boolean anyTimedOut;
  private boolean settled;
  private @Nullable Peer nearestParent;
  private long nearestNanos;

  /// @param variant the number of the variant wanted, 0 for any
  Inquiry(CacheKey key, int variant, Consumer<PeerOutcome> then) {
    this.key = key;
    this.variant = variant;
    this.then = then;
  }

  CacheKey key() {
    return key;
  }

  int variant() {
    return variant;
  }

  /// One more answer to wait for.
  void expectOne() {
    expected++;
  }

  /// A peer has it.
  void hit(Peer peer) {
    settle(new PeerOutcome.Hit(peer));
  }

  /// A peer does not have it; a parent would fetch it. Squid's measure of how near a parent is: the
  /// time of its answer less `basetime`, divided by `weight`.
  void missed(Peer peer, Duration roundTrip) {
    PeerSettings settings = peer.settings();
    if (settings.kind() == PeerSettings.Kind.PARENT) {
      long nanos = Math.max(0, roundTrip.minus(settings.baseTime()).toNanos()) / settings.weight();
      if (nearestParent == null || nanos < nearestNanos) {
        nearestParent = peer;
        nearestNanos = nanos;
      }
    }
    no();
  }

  /// A peer does not have it and would not fetch it, must not tell, or is not there.
  void no() {
    expected--;
    settleIfComplete();
  }

  /// A peer has not answered in time.
  void timedOut() {
    expected--;
    anyTimedOut = true;
    settleIfComplete();
  }

  /// There is nobody to wait for.
  void nobodyToAsk() {
    settle(new PeerOutcome.NobodyToAsk());
  }

  private void settleIfComplete() {
    if (expected == 0) {
      settle(
          anyTimedOut
              ? new PeerOutcome.TimedOut(nearestParent)
              : new PeerOutcome.Missed(nearestParent));
    }
  }

  private void settle(PeerOutcome outcome) {
    if (!settled) {
      settled = true;
      then.accept(outcome);
    }
  }
}
