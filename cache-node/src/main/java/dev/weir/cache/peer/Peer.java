package dev.weir.cache.peer;

import dev.weir.cache.config.PeerSettings;
import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.peer.health.ConnectHealth;
import dev.weir.cache.peer.health.FalseHits;
import dev.weir.cache.peer.health.Liveness;
import dev.weir.cache.peer.health.PeerCounters;
import dev.weir.cache.peer.health.PeerCounters.Event;
import dev.weir.cache.peer.health.RoundTrips;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// One sibling or parent: where it is and what has been learned about it. Its address never
/// changes; when a name moves to another address, another peer takes its place.
///
/// Fetching code reports what it saw through [#connected()], [#connectFailed()], [#kept],
/// [#falseHit] and [#fetchFailed]. Any thread may call any method, except that events of
/// [#liveness()] and [#roundTrips()] are reported by the ICP thread alone.
public final class Peer {

  /// Requests for owned URLs without an answer after which a peer rests.
  private static final int UNANSWERED_TO_REST = 3;

  /// Everything the peer knew to have become invalid is known here.
  public static final String CAUGHT_UP = "caught up with";

  /// Longer than a node takes to end what it is at. One that is there all the same is asked again.
  static final Duration DRAINING = Duration.ofSeconds(60);

  private final PeerSettings settings;
  private final String name;
  private final @Nullable InetAddress address;
  private final PeerCounters counters;
  private final InstantSource clock;
  private final Liveness liveness = new Liveness();
  private final RoundTrips roundTrips = new RoundTrips();
  private final RoundTrips firstBytes = new RoundTrips();
  private final ConnectHealth connects;
  private final FalseHits falseHits = new FalseHits();
  private final ConnectHealth ownership = new ConnectHealth(UNANSWERED_TO_REST);
  private volatile boolean ourselves;
  private volatile boolean denies;
  private volatile Instant drainingUntil = Instant.MIN;
  private volatile String caughtUp = "";

  Peer(
      PeerSettings settings,
      String name,
      @Nullable InetAddress address,
      PeerCounters counters,
      InstantSource clock) {
    this.settings = settings;
    this.name = name;
    this.address = address;
    this.counters = counters;
    this.clock = clock;
    this.connects = new ConnectHealth(settings.connectFailLimit());
  }

  /// Identity in logs, metrics and `/peers`: the configured name, with the address of the member
  /// behind it when the name stands for many.
  public String name() {
    return name;
  }

  /// The configuration line this peer comes from.
  public PeerSettings settings() {
    return settings;
  }

  /// Host to connect to: a literal address when the name stands for many members or is one, else
  /// the name as configured.
  public String httpHost() {
    boolean oneOfMany = settings.has(PeerSettings.Option.DNS);
    return oneOfMany && address != null ? address.getHostAddress() : settings.host();
  }

  /// Port to connect to.
  public int httpPort() {
    return settings.httpPort();
  }

  /// Address of the peer, null while its name has never been resolved.
  public @Nullable InetAddress address() {
    return address;
  }

  /// Where queries go and answers come from, null when the peer speaks no ICP or is unresolved.
  public @Nullable InetSocketAddress icpAddress() {
    return address == null || settings.icpPort() == 0
        ? null
        : new InetSocketAddress(address, settings.icpPort());
  }

  /// Whether ICP queries may be sent to this peer at all.
  public boolean isQueried() {
    return settings.isQueried() && address != null && !ourselves;
  }

  /// Whether an answer of this peer would be waited for now. Free of effects.
  public boolean isAwaited() {
    // What is owned is fetched from its owner: there is nothing to ask for.
    return isQueried()
        && !settings.has(PeerSettings.Option.OWNER)
        && liveness.living()
        && !isDraining();
  }

  /// Whether this peer is asked about a URL now. Yes may use up the one trial per second of a peer
  /// that refuses connections.
  ///
  /// @param draw a random number in [0, 1): a peer just returned takes part in a growing share
  /// @param now by the clock that events are reported to [#liveness()] with
  public boolean mayBeAsked(CacheKey key, double draw, Instant now) {
    return isAwaited()
        && liveness.admits(draw, now)
        && falseHits.worthAsking(key, clock.instant())
        && connects.admits(clock.instant());
  }

  /// Whether a HIT just received is followed.
  public boolean believesHit() {
    if (falseHits.believes()) {
      return true;
    }
    counters.count(Event.HIT_DISTRUSTED);
    return false;
  }

  /// A TCP connection to the peer was opened.
  public void connected() {
    connects.connected();
  }

  /// A TCP connection to the peer could not be opened.
  public void connectFailed() {
    counters.count(Event.CONNECT_FAILED);
    connects.failed(clock.instant());
  }

  /// A fetch after a HIT brought a usable response.
  public void kept(CacheKey key) {
    counters.count(Event.FETCHED);
    falseHits.kept(key);
  }

  /// The head of a response to us arrived, so long after the request left.
  public void answeredAfter(Duration elapsed) {
    firstBytes.sample(elapsed);
  }

  /// How long a response head is waited for before somebody else is asked as well.
  ///
  /// @param least of all waits
  /// @param most of all waits
  public Duration patience(Duration least, Duration most) {
    Duration wait = firstBytes.wait(most);
    return wait.compareTo(least) < 0 ? least : wait;
  }

  /// The peer answered for a URL it owns.
  public void served() {
    counters.count(Event.FETCHED);
    denies = false;
    ownership.connected();
  }

  /// The peer did not answer for a URL it owns, or not in time.
  public void serveFailed() {
    counters.count(Event.FETCH_FAILED);
    ownership.failed(clock.instant());
  }

  /// The peer says whether it is to be asked. One that is about to go is not, for a minute.
  public void said(Standing standing) {
    drainingUntil = standing == Standing.DRAINING ? clock.instant().plus(DRAINING) : Instant.MIN;
  }

  /// Whether it has said that it is about to go.
  boolean isDraining() {
    Instant until = drainingUntil;
    return !until.equals(Instant.MIN) && clock.instant().isBefore(until);
  }

  /// How it went when the peer was asked, as this node started, what had become invalid.
  public void caughtUpWith(String how) {
    caughtUp = how;
  }

  /// The same; empty when it was not asked.
  String caughtUp() {
    return caughtUp;
  }

  /// The peer did not believe that we are of its cluster: our secrets differ, or our clocks. It is
  /// left alone like one that does not answer.
  public void serveDenied() {
    counters.count(Event.FETCH_DENIED);
    denies = true;
    ownership.failed(clock.instant());
  }

  /// Whether the last request for a URL it owns was refused as not coming from its cluster.
  boolean denies() {
    return denies;
  }

  /// Whether the peer takes part in owner routing: URLs may belong to it.
  public boolean isOwner() {
    return settings.has(PeerSettings.Option.OWNER) && address != null && !ourselves;
  }

  /// Whether the peer is expected to answer for URLs it owns, or is due for its trial. Yes may use
  /// up that trial.
  public boolean admitsOwned() {
    Instant now = clock.instant();
    return !isDraining() && connects.admits(now) && ownership.admits(now);
  }

  /// Whether the last requests for URLs it owns were answered in time.
  boolean answersOwned() {
    return ownership.usable();
  }

  /// Times of its response heads.
  RoundTrips firstBytes() {
    return firstBytes;
  }

  /// Address and port, by which owners are known everywhere.
  public String ownerName() {
    return address == null
        ? settings.host() + ":" + httpPort()
        : OwnAddresses.name(address, httpPort());
  }

  /// Somebody else was asked as well because this peer did not answer in time.
  public void hedged() {
    counters.count(Event.HEDGED);
  }

  /// The peer had said HIT and then could not serve the response (504).
  public void falseHit(CacheKey key) {
    counters.count(Event.FALSE_HIT);
    falseHits.broken(key, clock.instant());
  }

  /// A fetch after a HIT failed in another way: error status, truncated content, deadline.
  public void fetchFailed(CacheKey key) {
    counters.count(Event.FETCH_FAILED);
    falseHits.broken(key, clock.instant());
  }

  /// This peer turned out to be this node under another address: never asked again.
  public void turnsOutToBeOurselves() {
    ourselves = true;
  }

  /// Whether the peer is expected to accept connections, or is due for its trial. Yes may use up
  /// that trial.
  boolean admitsConnection() {
    return !ourselves && connects.admits(clock.instant());
  }

  /// Detector of unanswered queries.
  public Liveness liveness() {
    return liveness;
  }

  /// Times of answers.
  public RoundTrips roundTrips() {
    return roundTrips;
  }

  /// Event counts; they outlive a change of address.
  public PeerCounters counters() {
    return counters;
  }

  /// All that is known, to be shown.
  PeerReport report() {
    return PeerReport.of(this, connects, falseHits, ourselves);
  }

  @Override
  public String toString() {
    return name;
  }
}
