package dev.weir.cache.peer;

import dev.weir.cache.config.PeerSettings.Option;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// In which order parents are tried (Squid's peer selection): the round-robin parent whose turn it
/// is, the others as configured, `default` parents behind them, and those that do not accept
/// connections last of all. Nobody is left out: the last resort is still a resort.
final class ParentChoice {

  private ParentChoice() {}

  /// All parents in the order to try.
  ///
  /// @param living in configuration order; accept connections as far as we know
  /// @param resting in configuration order; do not
  /// @param turn counts requests
  static List<Peer> order(List<Peer> living, List<Peer> resting, long turn) {
    Set<Peer> order = new LinkedHashSet<>();
    addTurn(order, with(Option.ROUND_ROBIN, living), turn);
    for (Peer parent : living) {
      if (!parent.settings().has(Option.DEFAULT)) {
        order.add(parent);
      }
    }
    order.addAll(living);
    order.addAll(resting);
    return List.copyOf(order);
  }

  private static void addTurn(Collection<Peer> order, List<Peer> candidates, long turn) {
    int total = candidates.stream().mapToInt(ParentChoice::weight).sum();
    if (total == 0) {
      return;
    }
    int place = (int) Math.floorMod(turn, (long) total);
    int at = 0;
    while (place >= weight(candidates.get(at))) {
      place -= weight(candidates.get(at));
      at++;
    }
    // The others follow in the circle, so that a failed turn does not always fall to the same one.
    for (int i = 0; i < candidates.size(); i++) {
      order.add(candidates.get((at + i) % candidates.size()));
    }
  }

  private static List<Peer> with(Option option, List<Peer> peers) {
    List<Peer> chosen = new ArrayList<>();
    for (Peer peer : peers) {
      if (peer.settings().has(option)) {
        chosen.add(peer);
      }
    }
    return chosen;
  }

  private static int weight(Peer peer) {
    return Math.max(1, peer.settings().weight());
  }
}
