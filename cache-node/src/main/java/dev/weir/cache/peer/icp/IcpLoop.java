package dev.weir.cache.peer.icp;

import dev.weir.cache.peer.OwnAddresses;
import dev.weir.cache.peer.Peer;
import dev.weir.cache.peer.PeerTable;
import dev.weir.cache.peer.health.Liveness;
import dev.weir.cache.peer.wire.IcpCodec;
import dev.weir.cache.peer.wire.IcpDecoded;
import dev.weir.cache.peer.wire.IcpMessage;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The ICP thread: reads datagrams, answers queries, sends questions, keeps the time. All state but
/// the queue of new inquiries belongs to this thread alone, so nothing here needs a lock.
final class IcpLoop implements Runnable, IcpDatagrams.Inbound {

  private static final Logger LOG = LoggerFactory.getLogger(IcpLoop.class);

  /// Longest sleep: probes are due that often.
  private static final Duration LONGEST_SLEEP = Liveness.PROBE_INTERVAL;

  private final IcpDatagrams channels;
  private final PeerTable peers;
  private final Answering answering;
  private final Inquiries inquiries;
  private final IcpCounters counters;
  private final ForwardClock clock;
  private final OwnAddresses ourselves;
  private final Queue<Inquiry> arriving = new ConcurrentLinkedQueue<>();
  private final AtomicLong failures = new AtomicLong();
  private volatile List<Peer> followed = List.of();
  private List<Peer> queried = List.of();
  private volatile boolean stopped;

  IcpLoop(
      IcpDatagrams channels,
      PeerTable peers,
      Answering answering,
      Inquiries inquiries,
      IcpCounters counters,
      InstantSource clock) {
    this.channels = channels;
    this.peers = peers;
    this.answering = answering;
    this.inquiries = inquiries;
    this.counters = counters;
    this.clock = new ForwardClock(clock);
    this.ourselves = OwnAddresses.of(List.of(), channels.localAddress());
  }

  int port() {
    return channels.localAddress().getPort();
  }

  /// Takes an inquiry. Any thread may call it; it is settled on the ICP thread, or here when that
  /// has ended.
  void submit(Inquiry inquiry) {
    arriving.add(inquiry);
    if (stopped) {
      turnAway();
    } else {
      channels.wakeup();
    }
  }

  /// The set of peers may have changed. Any thread may call it.
  void wakeup() {
    channels.wakeup();
  }

  /// Whether there are sockets for the present members. Any thread may call it.
  boolean followsMembers() {
    return followed.equals(peers.peers());
  }

  /// Ends the thread soon. Any thread may call it.
  void stop() {
    stopped = true;
    channels.wakeup();
  }

  boolean isStopped() {
    return stopped;
  }

  @Override
  public void run() {
    try {
      Duration rest = Duration.ZERO;
      while (!stopped) {
        rest = turn(rest);
      }
    } catch (IOException e) {
      LOG.error("ICP endpoint stops, siblings are not asked any more: {}", e.toString());
    } finally {
      end();
    }
  }

  /// Lets go of the port and tells whoever waits. On the thread that takes the rounds, once.
  void end() {
    stopped = true;
    inquiries.close();
    turnAway();
    closeChannels();
  }

  /// One round. What has arrived is read before anything is given up: when this thread was late
  /// itself, the answers are there already.
  ///
  /// @param longest wait for something to arrive
  /// @return after how long the next one is due, if nothing arrives
  Duration turn(Duration longest) throws IOException {
    channels.await(longest, this);
    followMembers();
    guarded(() -> inquiries.expire(queried, clock.instant()));
    for (Inquiry next = arriving.poll(); next != null; next = arriving.poll()) {
      // Whoever asks after a change of members asks the new ones.
      followMembers();
      Inquiry inquiry = next;
      guarded(() -> begin(inquiry));
    }
    guarded(this::sendProbes);
    return untilNextDeadline();
  }

  private void followMembers() throws IOException {
    List<Peer> members = peers.peers();
    if (!members.equals(followed)) {
      queried = members.stream().filter(Peer::isQueried).toList();
      channels.follow(queried).forEach(inquiries::forget);
      followed = members;
    }
  }

  private Duration untilNextDeadline() {
    if (!arriving.isEmpty()) {
      return Duration.ZERO;
    }
    Instant next = inquiries.nextDeadline();
    if (next == null) {
      return LONGEST_SLEEP;
    }
    Duration rest = Duration.between(clock.instant(), next);
    return rest.isNegative() || rest.compareTo(LONGEST_SLEEP) < 0 ? rest : LONGEST_SLEEP;
  }

  private void begin(Inquiry inquiry) {
    if (inquiries.isFull(queried.size())) {
      counters.inquiry(IcpCounters.Inquiry.OVERLOADED);
      inquiry.nobodyToAsk();
      return;
    }
    inquiries.begin(inquiry, queried, clock.instant()).forEach(this::send);
  }

  private void sendProbes() {
    for (Peer peer : queried) {
      Question probe = inquiries.probe(peer, clock.instant());
      if (probe != null) {
        send(probe);
      }
    }
  }

  private void send(Question question) {
    if (!channels.send(question.peer(), question.message())) {
      inquiries.unsent(question, clock.instant());
    }
  }

  @Override
  public void unreachable(Peer peer) {
    guarded(() -> inquiries.unreachable(peer, clock.instant()));
  }

  @Override
  public void datagram(InetSocketAddress source, ByteBuffer octets) {
    // Who may speak at all is settled before an octet is interpreted.
    if (!peers.isPeerAddress(source.getAddress())) {
      counters.dropped(IcpCounters.Drop.STRANGER, source);
    } else if (peers.at(source) == null && isOurs(source)) {
      counters.dropped(IcpCounters.Drop.OUR_OWN, source);
    } else {
      guarded(() -> fromPeerAddress(source, octets));
    }
  }

  private boolean isOurs(InetSocketAddress source) {
    return ourselves.include(source.getAddress(), source.getPort(), source.getPort());
  }

  private void fromPeerAddress(InetSocketAddress source, ByteBuffer octets) {
    switch (IcpCodec.decode(octets)) {
      case IcpDecoded.Accepted(IcpMessage message) -> accept(source, message);
      case IcpDecoded.BadQuery(var reason, int requestNumber) ->
          reply(source, answering.answerBad(source, reason, requestNumber, clock.instant()));
      case IcpDecoded.Refused(var reason) -> counters.refused(reason, source);
    }
  }

  private void accept(InetSocketAddress source, IcpMessage message) {
    switch (message.opcode()) {
      case QUERY -> query(source, message);
      case HIT, MISS, MISS_NOFETCH, DENIED, ERR -> answer(source, message);
      case SECHO, DECHO, HIT_OBJ -> counters.dropped(IcpCounters.Drop.ECHO, source);
    }
  }

  private void query(InetSocketAddress source, IcpMessage query) {
    Peer peer = peers.at(source);
    if (peer != null && inquiries.isOurOwn(peer, query)) {
      // Our own query came back: behind this peer's address, by whatever translation, are we.
      LOG.warn("ICP peer {} is this node itself; it is not asked any more", peer);
      counters.dropped(IcpCounters.Drop.OUR_OWN, source);
      peer.turnsOutToBeOurselves();
      inquiries.forget(peer);
      return;
    }
    reply(source, answering.answer(source, query, clock.instant()));
  }

  private void reply(InetSocketAddress to, @Nullable IcpMessage message) {
    if (message == null) {
      return;
    }
    if (channels.reply(to, message)) {
      answering.sent(to, message);
    } else {
      counters.dropped(IcpCounters.Drop.NOT_SENT, to);
    }
  }

  private void answer(InetSocketAddress source, IcpMessage answer) {
    Peer peer = peers.at(source);
    if (peer == null) {
      counters.dropped(IcpCounters.Drop.FOREIGN_PORT, source);
      return;
    }
    switch (inquiries.answered(peer, answer, clock.instant())) {
      case ANSWER, LATE_ANSWER -> {}
      case UNSOLICITED -> counters.dropped(IcpCounters.Drop.UNSOLICITED, source);
      case OTHER_URL -> counters.dropped(IcpCounters.Drop.OTHER_URL, source);
    }
  }

  /// One faulty step, a defect of ours or of a callback, must not end the thread that all misses
  /// wait for.
  private void guarded(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      long count = failures.incrementAndGet();
      if (Long.bitCount(count) == 1) {
        LOG.error("defect on the ICP thread ({} so far)", count, e);
      }
    }
  }

  private void turnAway() {
    for (Inquiry next = arriving.poll(); next != null; next = arriving.poll()) {
      next.nobodyToAsk();
    }
  }

  private void closeChannels() {
    try {
      channels.close();
    } catch (IOException e) {
      LOG.warn("ICP socket did not close cleanly: {}", e.toString());
    }
  }

  /// A clock that is never set back: when its source is, it goes on from where it was.
  private static final class ForwardClock implements InstantSource {
    private final InstantSource source;
    private Duration ahead = Duration.ZERO;
    private Instant last = Instant.MIN;

    ForwardClock(InstantSource source) {
      this.source = source;
    }

    @Override
    public Instant instant() {
      Instant now = source.instant().plus(ahead);
      if (now.isBefore(last)) {
        ahead = ahead.plus(Duration.between(now, last));
        now = last;
      }
      last = now;
      return now;
    }
  }
}
