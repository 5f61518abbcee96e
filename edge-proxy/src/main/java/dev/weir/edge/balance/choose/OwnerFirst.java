package dev.weir.edge.balance.choose;

import dev.weir.runtime.owner.BoundedLoad;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/// Takes the server a URL belongs to; one of several when it is hot; the next in rank when that is
/// down, full, already tried, or has a quarter more in flight than the average.
public final class OwnerFirst {

  private OwnerFirst() {}

  /// @param ranked all servers in their rank for the URL
  /// @param replicas how many of them keep the answer, at least 1
  public static <C extends Candidate> Choice choose(
      List<C> ranked, int replicas, Predicate<? super C> tried, Instant now) {
    List<C> usable = new ArrayList<>(ranked.size());
    for (C server : ranked) {
      if (tried.test(server) || server.full()) {
        continue;
      }
      Health.State state = server.health().state(now);
      if (state == Health.State.UP) {
        usable.add(server);
      } else if (state == Health.State.TRIAL_DUE && usable.isEmpty()) {
        return new Choice.Chosen(ranked.indexOf(server), Choice.Why.TRIAL);
      }
    }
    if (usable.isEmpty()) {
      return RoundRobin.choose(ranked, 0, tried, now);
    }
    C chosen = BoundedLoad.choose(idlestFirst(usable, replicas), Candidate::inFlight);
    int rank = ranked.indexOf(chosen);
    return new Choice.Chosen(rank, why(rank, usable.indexOf(chosen), replicas));
  }

  private static Choice.Why why(int rank, int place, int replicas) {
    if (rank < replicas) {
      return Choice.Why.OWNER;
    }
    return place < replicas ? Choice.Why.NEXT_USABLE : Choice.Why.SPILLED;
  }

  /// The first `replicas` by what they have in flight, the others behind them in rank.
  private static <C extends Candidate> List<C> idlestFirst(List<C> usable, int replicas) {
    if (replicas == 1) {
      return usable;
    }
    int keepers = Math.min(replicas, usable.size());
    List<C> order = new ArrayList<>(usable.subList(0, keepers));
    order.sort(Comparator.comparingInt(Candidate::inFlight));
    order.addAll(usable.subList(keepers, usable.size()));
    return order;
  }
}
