package dev.weir.cache.route;

import dev.weir.cache.config.PeerSettings;
import dev.weir.cache.decide.RequestFacts;
import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.exchange.Ask;
import dev.weir.cache.peer.Peer;
import dev.weir.cache.peer.PeerOutcome;
import dev.weir.cache.peer.PeerTable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Which destinations a request is sent to, in the order to try them: a sibling that says it has
/// the answer, then the parents.
public final class Route {

  private static final String AFTER_TIMEOUT = "TIMEOUT_";

  private final PeerTable peers;
  private final SiblingQuestion siblings;

  /// Over the members known at the time of each request.
  public Route(PeerTable peers, SiblingQuestion siblings) {
    this.peers = peers;
    this.siblings = siblings;
  }

  /// Finds the destinations, asking the siblings first when that can help; `then` may be called at
  /// once or later by another thread.
  public void plan(Ask ask, Reach reach, Consumer<List<Destination>> then) {
    if (reach == Reach.PARENTS || !mayHelp(ask)) {
      then.accept(parents(ask.key(), ""));
      return;
    }
    siblings.ask(ask.key(), outcome -> then.accept(destinations(ask.key(), outcome)));
  }

  /// Asked as Squid asks, less what could only be refused: a client that wants a fresh answer is
  /// not helped by a copy.
  private static boolean mayHelp(Ask ask) {
    RequestFacts facts = ask.facts();
    return ask.method().equals("GET")
        && !facts.has(RequestFacts.Trait.AUTHORIZATION)
        && !facts.has(RequestFacts.Trait.RELOAD)
        && facts.directives().maxAge() != 0;
  }

  private List<Destination> destinations(CacheKey key, PeerOutcome outcome) {
    return switch (outcome) {
      case PeerOutcome.Hit(Peer sibling) -> {
        List<Destination> all = new ArrayList<>();
        all.add(new Destination(sibling, Destination.Kind.SIBLING, "SIBLING_HIT"));
        all.addAll(parents(key, ""));
        yield all;
      }
      case PeerOutcome.TimedOut() -> parents(key, AFTER_TIMEOUT);
      case PeerOutcome.Missed(), PeerOutcome.NobodyToAsk() -> parents(key, "");
    };
  }

  private List<Destination> parents(CacheKey key, String prefix) {
    List<Destination> all = new ArrayList<>();
    for (Peer parent : peers.parentsFor(key)) {
      String code = all.isEmpty() ? firstChoice(parent) : "ANY_OLD_PARENT";
      all.add(new Destination(parent, kindOf(parent), prefix + code));
    }
    return all;
  }

  private static Destination.Kind kindOf(Peer parent) {
    return parent.settings().has(PeerSettings.Option.ORIGINSERVER)
        ? Destination.Kind.ORIGIN
        : Destination.Kind.PARENT;
  }

  private static String firstChoice(Peer parent) {
    if (parent.settings().has(PeerSettings.Option.ROUND_ROBIN)) {
      return "ROUNDROBIN_PARENT";
    }
    return parent.settings().has(PeerSettings.Option.DEFAULT) ? "DEFAULT_PARENT" : "FIRSTUP_PARENT";
  }
}
