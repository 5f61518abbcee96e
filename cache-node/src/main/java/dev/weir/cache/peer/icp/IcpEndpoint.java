package dev.weir.cache.peer.icp;

import dev.weir.cache.config.PeerSettings;
import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.peer.Peer;
import dev.weir.cache.peer.PeerOutcome;
import dev.weir.cache.peer.PeerTable;
import dev.weir.cache.peer.wire.IcpCodec;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The node's ICP port: asks the peers about misses and answers their queries, on one thread of its
/// own. All methods may be called by any thread and none of them blocks, [#close()] excepted.
public final class IcpEndpoint implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(IcpEndpoint.class);

  private static final Duration LONGEST_CLOSE = Duration.ofSeconds(5);

  private final IcpSettings settings;
  private final PeerTable peers;
  private final IcpAnswers answers;
  private final InstantSource clock;
  private final IcpCounters counters = new IcpCounters();
  private final AtomicInteger waiting = new AtomicInteger();
  private volatile @Nullable IcpLoop loop;
  private volatile @Nullable Thread thread;

  /// @param clock may be set back without harm
  public IcpEndpoint(
      IcpSettings settings, PeerTable peers, IcpAnswers answers, InstantSource clock) {
    this.settings = settings;
    this.peers = peers;
    this.answers = answers;
    this.clock = clock;
  }

  /// Binds the port and begins.
  ///
  /// @throws IOException when the address is not ours or the port is taken
  public void start() throws IOException {
    IcpLoop started = loop(new IcpChannels(settings.address()), new SecureRandom());
    Thread own = Thread.ofPlatform().name("icp").daemon().unstarted(started);
    thread = own;
    begin(started);
    own.start();
  }

  /// Begins without a thread: whoever brings the datagrams takes the rounds, by [#turn()], and
  /// closes, all on one thread.
  ///
  /// @param random where the numbers of the questions come from
  public void start(IcpDatagrams datagrams, RandomGenerator random) {
    begin(loop(datagrams, random));
  }

  private IcpLoop loop(IcpDatagrams datagrams, RandomGenerator random) {
    return new IcpLoop(
        datagrams,
        peers,
        new Answering(settings, answers, counters),
        new Inquiries(settings, random),
        counters,
        clock);
  }

  private void begin(IcpLoop started) {
    peers.onChange(started::wakeup);
    loop = started;
  }

  /// One round of an endpoint without a thread: takes in what has arrived, gives up what is due,
  /// asks.
  ///
  /// @return after how long the next one is due, if nothing arrives
  /// @throws IllegalStateException before [#start(IcpDatagrams, RandomGenerator)]
  public Duration turn() throws IOException {
    return begun().turn(Duration.ZERO);
  }

  /// The port bound.
  ///
  /// @throws IllegalStateException before [#start()]
  public int port() {
    return begun().port();
  }

  private IcpLoop begun() {
    IcpLoop running = loop;
    if (running == null) {
      throw new IllegalStateException("ICP endpoint has not been started");
    }
    return running;
  }

  /// Whether the endpoint is bound and working.
  public boolean isRunning() {
    IcpLoop running = loop;
    return running != null && !running.isStopped();
  }

  /// Whether a change of members has been taken in completely. While a socket for a new member is
  /// being connected, a datagram may get lost.
  boolean isSettled() {
    IcpLoop running = loop;
    return running != null && running.followsMembers();
  }

  /// Asks all peers that may be asked about this URL whether they have it. `then` runs exactly
  /// once: at once on this thread when nobody need be waited for, else on the ICP thread, where it
  /// must not block.
  ///
  /// @param variant the number of the variant wanted, 0 for any
  public void ask(CacheKey key, int variant, Consumer<PeerOutcome> then) {
    IcpLoop running = loop;
    if (running == null || running.isStopped() || !isWorthAsking(key)) {
      nobodyToAsk(then);
    } else if (waiting.incrementAndGet() > settings.limits().inquiries()) {
      waiting.decrementAndGet();
      counters.inquiry(IcpCounters.Inquiry.OVERLOADED);
      nobodyToAsk(then);
    } else {
      counters.inquiry(IcpCounters.Inquiry.STARTED);
      running.submit(new Inquiry(key, variant, outcome -> settled(outcome, then)));
    }
  }

  private boolean isWorthAsking(CacheKey key) {
    if (key.uri().length() > settings.limits().urlOctets() || !IcpCodec.canCarry(key.uri())) {
      return false;
    }
    // A single parent would be sent the request whatever it says.
    boolean askParents = peers.parents().size() > 1;
    for (Peer peer : peers.peers()) {
      boolean mayMatter = askParents || peer.settings().kind() == PeerSettings.Kind.SIBLING;
      if (mayMatter && peer.isAwaited()) {
        return true;
      }
    }
    return false;
  }

  private void nobodyToAsk(Consumer<PeerOutcome> then) {
    PeerOutcome nobody = new PeerOutcome.NobodyToAsk();
    counters.outcome(nobody);
    then.accept(nobody);
  }

  private void settled(PeerOutcome outcome, Consumer<PeerOutcome> then) {
    waiting.decrementAndGet();
    counters.outcome(outcome);
    try {
      then.accept(outcome);
    } catch (RuntimeException e) {
      // A defect of one caller must not keep the others waiting.
      LOG.error("what follows an ICP outcome failed", e);
    }
  }

  /// Misses waiting for answers now.
  public int waiting() {
    return waiting.get();
  }

  /// What went through so far.
  public IcpReport report() {
    return counters.report();
  }

  /// Lets go of the port. Whoever waits is told that there is nobody to ask.
  @Override
  public void close() {
    IcpLoop running = loop;
    Thread ending = thread;
    if (running == null) {
      return;
    }
    running.stop();
    if (ending == null) {
      running.end();
      return;
    }
    if (ending.equals(Thread.currentThread())) {
      return;
    }
    try {
      ending.join(LONGEST_CLOSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
