package dev.weir.edge.balance;

import dev.weir.edge.balance.Pick.NonePicked;
import dev.weir.edge.balance.Pick.Picked;
import dev.weir.edge.balance.choose.Choice.Chosen;
import dev.weir.edge.balance.choose.Choice.None;
import dev.weir.edge.balance.choose.Choice.Why;
import dev.weir.edge.balance.choose.Choice.WhyNot;
import dev.weir.edge.balance.choose.RoundRobin;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/// The servers behind one name of the configuration, and whose turn it is.
public final class UpstreamGroup {

  private final String name;
  private final UpstreamSettings settings;
  private final Membership membership;
  private final RetryBudget retryBudget;
  private final InstantSource clock;
  private final AtomicInteger turn = new AtomicInteger();

  public UpstreamGroup(
      String name, UpstreamSettings settings, Resolver resolver, InstantSource clock) {
    this.name = name;
    this.settings = settings;
    this.membership = new Membership(settings.servers(), resolver, settings.maxInFlight());
    this.retryBudget = new RetryBudget(clock);
    this.clock = clock;
  }

  public String name() {
    return name;
  }

  public UpstreamSettings settings() {
    return settings;
  }

  /// Bounds the retries of all requests to the group.
  public RetryBudget retryBudget() {
    return retryBudget;
  }

  /// A server for the first attempt of a request.
  public Pick pick() {
    retryBudget.requested(clock.instant());
    return pick(turn.getAndIncrement(), Set.of());
  }

  /// A server for a further attempt, none of those already tried.
  public Pick pickOther(Set<Member> tried) {
    // Not a turn of its own, or a failing server would be the first choice of every request.
    return pick(turn.get(), tried);
  }

  private Pick pick(int firstTurn, Set<Member> tried) {
    Instant now = clock.instant();
    List<Member> members = membership.members();
    // Whoever loses a race for room or for a trial chooses again; after as many losses as there are
    // servers it is full.
    for (int round = 0; round <= members.size(); round++) {
      switch (RoundRobin.choose(members, firstTurn + round, tried::contains, now)) {
        case None(WhyNot why) -> {
          return new NonePicked(why);
        }
        case Chosen(int index, Why why) -> {
          Member member = members.get(index);
          if (take(member, why, now)) {
            return new Picked(new Lease(member, why, settings.healthPolicy(), clock));
          }
        }
      }
    }
    return new NonePicked(WhyNot.ALL_FULL);
  }

  /// The servers as they are now.
  public List<Member> members() {
    return membership.members();
  }

  /// Looks up every host name again; waits for DNS. Names without an answer are returned, their old
  /// addresses stay.
  public List<String> refresh() {
    return membership.refresh();
  }

  /// Whether [#refresh] can ever change anything.
  public boolean changes() {
    return membership.changes();
  }

  private boolean take(Member member, Why why, Instant now) {
    if (why == Why.TRIAL && !member.beginTrial(settings.healthPolicy(), now)) {
      return false;
    }
    return member.enter();
  }
}
