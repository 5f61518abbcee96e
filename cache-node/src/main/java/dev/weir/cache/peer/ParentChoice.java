package dev.weir.cache.peer;

import dev.weir.cache.config.PeerSettings.Option;
import dev.weir.cache.entry.CacheKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// In which order parents are tried (Squid's peer selection): the one whose share of clients or
/// URLs the request is in, or whose turn it is, then the others as configured, `default` parents
/// behind them, and those that do not accept connections last of all. Nobody is left out: the last
/// resort is still a resort.
final class ParentChoice {

  private ParentChoice() {}

  /// What the choice depends on.
  ///
  /// @param turn counts requests
  record Occasion(CacheKey key, String clientAddress, long turn) {}

  /// All parents in the order to try.
  ///
  /// @param living in configuration order; accept connections as far as we know
  /// @param resting in configuration order; do not
  static List<ParentTurn> order(
      Membership members, List<Peer> living, List<Peer> resting, Occasion occasion) {
    Map<Peer, ParentTurn> order = new LinkedHashMap<>();
    add(order, "SOURCEHASH_PARENT", living, members.bySource().ranked(occasion.clientAddress()));
    add(order, "CARP", living, members.byUrl().ranked(occasion.key().uri()));
    add(order, "ROUNDROBIN_PARENT", living, inTurn(living, occasion.turn()));
    add(order, "FIRSTUP_PARENT", living, living.stream().filter(ParentChoice::isOrdinary).toList());
    add(order, "DEFAULT_PARENT", living, living);
    add(order, "ANY_OLD_PARENT", resting, resting);
    return List.copyOf(order.values());
  }

  /// Adds those not there yet. Only the very first is chosen in a way; the others are what is left.
  private static void add(
      Map<Peer, ParentTurn> order, String code, List<Peer> candidates, List<Peer> chosen) {
    for (Peer peer : chosen) {
      if (candidates.contains(peer)) {
        order.putIfAbsent(peer, new ParentTurn(peer, order.isEmpty() ? code : "ANY_OLD_PARENT"));
      }
    }
  }

  private static boolean isOrdinary(Peer peer) {
    return !peer.settings().has(Option.DEFAULT);
  }

  /// The one whose turn it is by weight; the others follow in the circle, so that a failed turn
  /// does not always fall to the same one.
  private static List<Peer> inTurn(List<Peer> living, long turn) {
    List<Peer> candidates =
        living.stream().filter(peer -> peer.settings().has(Option.ROUND_ROBIN)).toList();
    int total = candidates.stream().mapToInt(ParentChoice::weight).sum();
    if (total == 0) {
      return List.of();
    }
    int place = (int) Math.floorMod(turn, (long) total);
    int at = 0;
    while (place >= weight(candidates.get(at))) {
      place -= weight(candidates.get(at));
      at++;
    }
    List<Peer> circle = new ArrayList<>(candidates.subList(at, candidates.size()));
    circle.addAll(candidates.subList(0, at));
    return circle;
  }

  private static int weight(Peer peer) {
    return Math.max(1, peer.settings().weight());
  }
}
