package dev.weir.edge.balance.choose;

import dev.weir.edge.balance.choose.Choice.Chosen;
import dev.weir.edge.balance.choose.Choice.None;
import dev.weir.edge.balance.choose.Choice.Why;
import dev.weir.edge.balance.choose.Choice.WhyNot;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/// Takes servers in turn, passing over those that are down, full or already tried.
public final class RoundRobin {

  private RoundRobin() {}

  /// @param turn any number; the server at its remainder is first in turn
  public static <C extends Candidate> Choice choose(
      List<C> servers, int turn, Predicate<? super C> tried, Instant now) {
    if (servers.isEmpty()) {
      return new None(WhyNot.NO_ADDRESS);
    }
    int fallback = -1;
    boolean anyFull = false;
    for (int i = 0; i < servers.size(); i++) {
      int index = Math.floorMod(turn + i, servers.size());
      C server = servers.get(index);
      if (tried.test(server)) {
        continue;
      }
      if (server.full()) {
        anyFull = true;
        continue;
      }
      switch (server.health().state(now)) {
        case UP -> {
          return new Chosen(index, i == 0 ? Why.IN_TURN : Why.NEXT_USABLE);
        }
        case TRIAL_DUE -> {
          return new Chosen(index, Why.TRIAL);
        }
        case DOWN -> fallback = longerAgo(servers, fallback, index);
      }
    }
    if (fallback >= 0) {
      return new Chosen(fallback, Why.LEAST_RECENTLY_FAILED);
    }
    return new None(anyFull ? WhyNot.ALL_FULL : WhyNot.ALL_TRIED);
  }

  private static int longerAgo(List<? extends Candidate> servers, int known, int other) {
    if (known < 0) {
      return other;
    }
    Instant knownFailure = servers.get(known).health().lastFailure();
    Instant otherFailure = servers.get(other).health().lastFailure();
    return otherFailure.isBefore(knownFailure) ? other : known;
  }
}
