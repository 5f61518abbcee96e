package dev.weir.cache.route;

import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.peer.Peer;
import dev.weir.cache.peer.PeerTable;
import dev.weir.cache.route.Destination.Kind;
import dev.weir.cache.route.Destination.Use;
import dev.weir.runtime.owner.KeyHeat;
import dev.weir.runtime.owner.OwnerKey;
import dev.weir.runtime.owner.Rendezvous;
import dev.weir.runtime.owner.Replicas;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which node a URL belongs to, as this node sees it: where the siblings have the option `owner`,
/// each URL belongs to one of them or to this node. What belongs to another is fetched through it
/// and kept there; only of what is hot a copy is kept here as well.
///
/// When a member came or went, who owned a URL before is asked once for its copy: one message in
/// the place of a fetch from the origin. Any thread may call any method.
public final class Ownership {

  /// How long a former owner is asked after a change of members.
  static final Duration HANDED_OVER = Duration.ofMinutes(10);

  private static final String TO_OWNER = "CARP";
  private static final String TO_FORMER_OWNER = "SIBLING_HIT";

  /// This node or a peer.
  private record Node(String name, int weight, @Nullable Peer peer) {}

  /// The nodes at one time.
  ///
  /// @param of the peers it was made from
  private record Nodes(List<Peer> of, Rendezvous<Node> ranked) {}

  /// @param changed when `now` took the place of `before`
  private record View(Nodes now, Nodes before, Instant changed) {}

  private final PeerTable peers;
  private final InstantSource clock;
  private final KeyHeat heat = new KeyHeat();
  private volatile @Nullable View view;

  /// Over the members known at the time of each request.
  public Ownership(PeerTable peers, InstantSource clock) {
    this.peers = peers;
    this.clock = clock;
    peers.onChange(this::membersChanged);
    membersChanged();
  }

  private synchronized void membersChanged() {
    List<Peer> owners = peers.siblings().stream().filter(Peer::isOwner).toList();
    String ourName = peers.ourName();
    View seen = view;
    if (owners.isEmpty() || ourName == null) {
      view = null;
    } else if (seen == null) {
      // This node has just come: before, there were the others.
      view = new View(nodes(owners, ourName), nodes(owners, null), clock.instant());
    } else if (!seen.now().of().equals(owners)) {
      view = new View(nodes(owners, ourName), seen.now(), clock.instant());
    }
  }

  private static Nodes nodes(List<Peer> owners, @Nullable String ourName) {
    List<Node> nodes = new ArrayList<>();
    owners.forEach(peer -> nodes.add(new Node(peer.ownerName(), peer.settings().weight(), peer)));
    if (ourName != null) {
      nodes.add(new Node(ourName, 1, null));
    }
    return new Nodes(owners, Rendezvous.of(nodes, Node::name, Node::weight));
  }

  /// Who is asked for what is not stored here, before the parents are: the owner, or who was it.
  /// Nobody when the URL is ours and always was.
  @Nullable Destination before(CacheKey key) {
    View current = view;
    if (current == null) {
      return null;
    }
    Instant now = clock.instant();
    String owned = OwnerKey.of(key.authority(), key.pathAndQuery());
    int heatNow = heat.count(owned, now);
    List<Node> ranked = current.now().ranked().ranked(owned);
    for (Node node : ranked) {
      Peer peer = node.peer();
      if (peer == null) {
        return former(current, owned, now);
      }
      if (peer.admitsOwned()) {
        return new Destination(peer, Kind.OWNER, TO_OWNER, use(ranked, heatNow));
      }
    }
    return null;
  }

  /// A hot URL is kept by as many nodes of its rank as it needs. Every node is taken to see as much
  /// of it as this one does.
  private static Use use(List<Node> ranked, int heat) {
    int replicas = Replicas.of(heat * ranked.size(), ranked.size());
    for (Node node : ranked.subList(0, replicas)) {
      if (node.peer() == null) {
        return Use.KEPT;
      }
    }
    return Use.PASSED_ON;
  }

  private @Nullable Destination former(View current, String owned, Instant now) {
    if (Duration.between(current.changed(), now).abs().compareTo(HANDED_OVER) >= 0) {
      return null;
    }
    Peer former = current.before().ranked().ranked(owned).getFirst().peer();
    if (former == null || !current.now().of().contains(former) || !former.admitsOwned()) {
      return null;
    }
    return new Destination(former, Kind.SIBLING, TO_FORMER_OWNER);
  }
}
