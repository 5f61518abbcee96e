package dev.weir.edge.balance;

import dev.weir.edge.balance.choose.Candidate;
import dev.weir.edge.balance.choose.Health;
import dev.weir.edge.balance.choose.HealthPolicy;
import dev.weir.runtime.upstream.UpstreamAddress;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/// One server of a group at one address, with its health and what is in flight to it.
public final class Member implements Candidate {

  private final UpstreamAddress address;
  private final String authority;
  private final int maxInFlight;
  private final AtomicReference<Health> health = new AtomicReference<>(Health.GOOD);
  private final AtomicInteger inFlight = new AtomicInteger();
  private final LongAdder exchanges = new LongAdder();
  private final LongAdder failures = new LongAdder();

  /// @param authority what the server is called in the configuration, for Host
  /// @param maxInFlight 0 for no limit
  Member(UpstreamAddress address, String authority, int maxInFlight) {
    this.address = address;
    this.authority = authority;
    this.maxInFlight = maxInFlight;
  }

  public UpstreamAddress address() {
    return address;
  }

  public String authority() {
    return authority;
  }

  @Override
  public Health health() {
    return health.get();
  }

  @Override
  public boolean full() {
    return maxInFlight > 0 && inFlight.get() >= maxInFlight;
  }

  public int inFlight() {
    return inFlight.get();
  }

  public long exchanges() {
    return exchanges.sum();
  }

  public long failures() {
    return failures.sum();
  }

  @Override
  public String toString() {
    return address.toString();
  }

  /// Takes room for one exchange; false if there is none left.
  boolean enter() {
    int now = inFlight.incrementAndGet();
    if (maxInFlight > 0 && now > maxInFlight) {
      inFlight.decrementAndGet();
      return false;
    }
    exchanges.increment();
    return true;
  }

  void leave() {
    inFlight.decrementAndGet();
  }

  /// False if somebody else has just begun the trial.
  boolean beginTrial(HealthPolicy policy, Instant now) {
    Health seen = health.get();
    return seen.state(now) == Health.State.TRIAL_DUE
        && health.compareAndSet(seen, seen.onTrial(policy, now));
  }

  void answered() {
    // Read first: in the common case there is nothing to write, and nothing for other cores to
    // reload.
    if (!health.get().isSpotless()) {
      health.set(Health.GOOD);
    }
  }

  void failed(HealthPolicy policy, Instant now) {
    failures.increment();
    health.updateAndGet(before -> before.afterFailure(policy, now));
  }
}
