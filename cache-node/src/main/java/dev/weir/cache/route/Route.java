package dev.weir.cache.route;

import dev.weir.cache.config.PeerSettings;
import dev.weir.cache.decide.RequestFacts;
import dev.weir.cache.exchange.Ask;
import dev.weir.cache.peer.ParentTurn;
import dev.weir.cache.peer.Peer;
import dev.weir.cache.peer.PeerOutcome;
import dev.weir.cache.peer.PeerTable;
import dev.weir.cache.secret.HopMark;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// Which destinations a request is sent to, in the order to try them: a sibling that says it has
/// the answer, then the parents.
public final class Route {

  private static final String AFTER_TIMEOUT = "TIMEOUT_";
  private static final String NEAREST = "FIRST_PARENT_MISS";

  private final PeerTable peers;
  private final SiblingQuestion siblings;
  private final ToIntFunction<Ask> variant;
  private final CopyAges copyAges;
  private final Ownership ownership;
  private final Predictions predictions = new Predictions();

  /// Over the members known at the time of each request.
  ///
  /// @param variant the number of the variant a request is for, 0 when it cannot be told
  public Route(
      PeerTable peers,
      SiblingQuestion siblings,
      ToIntFunction<Ask> variant,
      CopyAges copyAges,
      Ownership ownership) {
    this.peers = peers;
    this.siblings = siblings;
    this.variant = variant;
    this.copyAges = copyAges;
    this.ownership = ownership;
  }

  /// Finds the destinations, asking the siblings first when that can help; `then` may be called at
  /// once or later by another thread.
  public void plan(Ask ask, Reach reach, Consumer<List<Destination>> then) {
    // Who is asked as the owner fetches itself what it lacks and asks nobody else, so that no two
    // nodes that disagree can send each other round and round.
    if (reach == Reach.PARENTS || ask.fields().contains(HopMark.FIELD)) {
      then.accept(parents(ask, ""));
      return;
    }
    Destination first = ownership.before(ask.key());
    if (first != null && mayAsk(first, ask)) {
      List<Destination> all = new ArrayList<>();
      all.add(first);
      all.addAll(parents(ask, ""));
      then.accept(all);
    } else if (mayHelp(ask)) {
      siblings.ask(
          ask.key(), variant.applyAsInt(ask), outcome -> then.accept(destinations(ask, outcome)));
    } else {
      then.accept(parents(ask, ""));
    }
  }

  private boolean mayAsk(Destination first, Ask ask) {
    return switch (first.kind()) {
      case SIBLING -> mayHelp(ask);
      case OWNER, PARENT, ORIGIN -> true;
    };
  }

  /// A parent answered.
  public void learn(Ask ask, Answered answered) {
    switch (answered) {
      case FOR_ALL -> predictions.shared(ask.key());
      case FOR_ONE_CLIENT -> predictions.unshared(ask.key());
    }
  }

  /// For whom an answer is.
  public enum Answered {
    FOR_ALL,
    FOR_ONE_CLIENT
  }

  /// Asked as Squid asks, less what could only be refused: a client that wants a fresh answer is
  /// not helped by a copy, and no copy is young enough of what has become invalid just now.
  private boolean mayHelp(Ask ask) {
    RequestFacts facts = ask.facts();
    return ask.method().equals("GET")
        && !facts.has(RequestFacts.Trait.AUTHORIZATION)
        && !facts.has(RequestFacts.Trait.RELOAD)
        && facts.directives().maxAge() != 0
        && copyAges.mostSeconds(ask.key()) > 0
        && predictions.mayBeShared(ask.key());
  }

  private List<Destination> destinations(Ask ask, PeerOutcome outcome) {
    return switch (outcome) {
      case PeerOutcome.Hit(Peer peer) when isParent(peer) -> parents(ask, "", peer, "PARENT_HIT");
      case PeerOutcome.Hit(Peer sibling) -> {
        List<Destination> all = new ArrayList<>();
        all.add(new Destination(sibling, Destination.Kind.SIBLING, "SIBLING_HIT"));
        all.addAll(parents(ask, ""));
        yield all;
      }
      case PeerOutcome.TimedOut(Peer parent) -> parents(ask, AFTER_TIMEOUT, parent, NEAREST);
      case PeerOutcome.Missed(Peer parent) -> parents(ask, "", parent, NEAREST);
      case PeerOutcome.NobodyToAsk() -> parents(ask, "");
    };
  }

  private static boolean isParent(Peer peer) {
    return peer.settings().kind() == PeerSettings.Kind.PARENT;
  }

  private List<Destination> parents(Ask ask, String prefix) {
    return parents(ask, prefix, null, "");
  }

  /// @param first the parent to try before the others, null for none
  /// @param code the way it was chosen
  private List<Destination> parents(Ask ask, String prefix, @Nullable Peer first, String code) {
    List<Destination> all = new ArrayList<>();
    if (first != null) {
      all.add(new Destination(first, kindOf(first), prefix + code));
    }
    for (ParentTurn turn : peers.parentsFor(ask.key(), ask.client().address())) {
      if (!turn.peer().equals(first)) {
        String its = first == null ? turn.code() : "ANY_OLD_PARENT";
        all.add(new Destination(turn.peer(), kindOf(turn.peer()), prefix + its));
      }
    }
    return all;
  }

  private static Destination.Kind kindOf(Peer parent) {
    return parent.settings().has(PeerSettings.Option.ORIGINSERVER)
        ? Destination.Kind.ORIGIN
        : Destination.Kind.PARENT;
  }
}
