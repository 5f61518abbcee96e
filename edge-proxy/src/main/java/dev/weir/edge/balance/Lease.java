package dev.weir.edge.balance;

import dev.weir.edge.balance.choose.Choice;
import dev.weir.edge.balance.choose.HealthPolicy;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;

/// The use of one server for one exchange: how it went is told to its health, and its room is given
/// back once.
public final class Lease {

  private final Member member;
  private final Choice.Why why;
  private final HealthPolicy policy;
  private final InstantSource clock;
  private final AtomicBoolean over = new AtomicBoolean();

  Lease(Member member, Choice.Why why, HealthPolicy policy, InstantSource clock) {
    this.member = member;
    this.why = why;
    this.policy = policy;
    this.clock = clock;
  }

  public Member member() {
    return member;
  }

  /// Why this server was chosen.
  public Choice.Why why() {
    return why;
  }

  /// It has sent a response head, whatever the status: it is up.
  public void answered() {
    member.answered();
  }

  /// It did not answer, or broke off; the fault is its own.
  public void failed() {
    member.failed(policy, clock.instant());
  }

  /// The exchange is over, well or not.
  ///
  /// @return false if that has been said before
  public boolean release() {
    boolean first = over.compareAndSet(false, true);
    if (first) {
      member.leave();
    }
    return first;
  }
}
