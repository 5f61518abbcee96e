package dev.weir.cache.peer;

import dev.weir.cache.config.PeerSettings;
import dev.weir.cache.entry.CacheKey;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The node's siblings and parents: who they are now. Names are resolved again every few seconds; a
/// name with the option `dns` stands for as many peers as it has addresses. This node itself is
/// never a member. Any thread may read; readers see one consistent membership after the other.
public final class PeerTable implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PeerTable.class);

  /// Time between two resolutions of all names.
  static final Duration REFRESH = Duration.ofSeconds(5);

  /// Longest wait for the first resolution at start.
  private static final Duration FIRST_RESOLUTION = Duration.ofSeconds(2);

  private final PeerNames names;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final AtomicLong turn = new AtomicLong();
  private final ScheduledExecutorService resolver;
  private volatile Membership membership;

  /// Peers with literal addresses are members at once, the others from [#start()] on.
  public PeerTable(
      List<PeerSettings> settings, OwnAddresses own, NameLookup lookup, InstantSource clock) {
    this.names = new PeerNames(lookup, clock);
    names.configure(settings, own);
    this.membership = names.members();
    // A platform thread: a name lookup is a native call, which would hold a virtual thread's
    // carrier for as long as a resolver hangs.
    this.resolver =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("peer-names").daemon().factory());
  }

  /// Resolves all names, waiting a little for the answers, and keeps resolving them.
  public void start() {
    Future<?> first = resolver.submit(this::refreshAnyway);
    try {
      first.get(FIRST_RESOLUTION.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      // The resolver is slow: members join when it answers.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    long millis = REFRESH.toMillis();
    var _ =
        resolver.scheduleWithFixedDelay(this::refreshAnyway, millis, millis, TimeUnit.MILLISECONDS);
  }

  /// Takes over a new configuration. Peers whose line is the same keep what was learned about them.
  public void reconfigure(List<PeerSettings> settings, OwnAddresses own) {
    names.configure(settings, own);
    publish();
    if (names.anyUnresolved()) {
      resolver.execute(this::refreshAnyway);
    }
  }

  private void refreshAnyway() {
    try {
      refresh();
    } catch (RuntimeException e) {
      // A repeated task that throws is never run again; names must go on being resolved.
      LOG.error("defect while resolving peer names", e);
    }
  }

  /// Resolves all names once. Blocks as long as the resolver does.
  void refresh() {
    names.resolve();
    publish();
  }

  /// Under a lock, so that an older membership never follows a newer one.
  private synchronized void publish() {
    Membership now = names.members();
    boolean changed = !now.peers().equals(membership.peers());
    membership = now;
    if (changed) {
      listeners.forEach(Runnable::run);
    }
  }

  /// Runs `listener` after every change of members, on the thread that brought it about; it must
  /// not block.
  public void onChange(Runnable listener) {
    listeners.add(listener);
  }

  /// All peers, in configuration order.
  public List<Peer> peers() {
    return membership.peers();
  }

  /// Siblings, in configuration order.
  public List<Peer> siblings() {
    return membership.siblings();
  }

  /// The name of address and port by which owners know this node; null while it is not known.
  public @Nullable String ourName() {
    return names.ourName();
  }

  /// A sibling says whether it is to be asked; without effect when there is none of that name.
  ///
  /// @param name its address and port
  public void said(String name, Standing standing) {
    for (Peer sibling : siblings()) {
      if (sibling.ownerName().equals(name)) {
        sibling.said(standing);
      }
    }
  }

  /// Parents, in configuration order.
  public List<Peer> parents() {
    return membership.parents();
  }

  /// All parents, in the order to try them for this request.
  ///
  /// @param clientAddress whose request it is
  public List<ParentTurn> parentsFor(CacheKey key, String clientAddress) {
    Membership members = membership;
    List<Peer> living = new ArrayList<>(members.parents().size());
    List<Peer> resting = new ArrayList<>();
    for (Peer parent : members.parents()) {
      (parent.admitsConnection() ? living : resting).add(parent);
    }
    return ParentChoice.order(
        members,
        living,
        resting,
        new ParentChoice.Occasion(key, clientAddress, turn.getAndIncrement()));
  }

  /// The peer whose ICP socket this is, null when it is nobody's.
  public @Nullable Peer at(InetSocketAddress icp) {
    return membership.at(icp);
  }

  /// Whether a peer with an ICP port has this address, whatever the port.
  public boolean isPeerAddress(InetAddress address) {
    return membership.icpAddresses().contains(address);
  }

  /// All peers as the admin listener shows them.
  public List<PeerReport> report() {
    return membership.peers().stream().map(Peer::report).toList();
  }

  /// Stops resolving. Members stay.
  @Override
  public void close() {
    resolver.shutdownNow();
  }
}
