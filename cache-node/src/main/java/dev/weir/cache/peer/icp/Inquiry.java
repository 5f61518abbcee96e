package dev.weir.cache.peer.icp;

import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.peer.Peer;
import dev.weir.cache.peer.PeerOutcome;
import java.util.function.Consumer;

/// One miss waiting for what the siblings say. Settled exactly once. Confined to the ICP thread.
final class Inquiry {

  private final CacheKey key;
  private final int variant;
  private final Consumer<PeerOutcome> then;
  private int expected;
  private boolean anyTimedOut;
  private boolean settled;

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

  /// A sibling has it.
  void hit(Peer peer) {
    settle(new PeerOutcome.Hit(peer));
  }

  /// A sibling does not have it, must not tell, or is not there.
  void no() {
    expected--;
    settleIfComplete();
  }

  /// A sibling has not answered in time.
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
      settle(anyTimedOut ? new PeerOutcome.TimedOut() : new PeerOutcome.Missed());
    }
  }

  private void settle(PeerOutcome outcome) {
    if (!settled) {
      settled = true;
      then.accept(outcome);
    }
  }
}
