package dev.weir.cache.peer.icp;

import dev.weir.cache.peer.Peer;
import dev.weir.cache.peer.health.PeerCounters.Event;
import dev.weir.cache.peer.wire.IcpMessage;
import dev.weir.cache.peer.wire.IcpOpcode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The questions that are out: who was asked what, until when an answer counts, what an answer or
/// its absence means. Does no I/O and reads no clock. Confined to the ICP thread.
///
/// Every question has a deadline of its own, as long after it as its peer deserves, so a slow
/// sibling delays nobody who waits for a fast one only. A question given up is remembered a little
/// longer: its late answer still tells that the peer lives and how long it takes.
final class Inquiries {

  /// URL of a probe: reserved never to exist (RFC 6761 §6.4), so the answer is a quick MISS.
  static final String PROBE_URL = "http://icp-probe.invalid/";

  /// How long after its sending a late answer still tells something.
  static final Duration LATE = Duration.ofSeconds(10);

  private static final int LATE_QUESTIONS = 4096;

  /// What a reply turned out to be.
  enum Match {
    ANSWER,
    LATE_ANSWER,
    UNSOLICITED,
    OTHER_URL
  }

  private final IcpSettings settings;
  private final RandomGenerator random;

  /// In the order of asking, so that the same events always have the same consequences.
  private final Map<Question.Id, Question> open = new LinkedHashMap<>();

  private final Queue<Question> byDeadline =
      new PriorityQueue<>(Comparator.comparing(Question::deadline));
  private final Deque<Question> late = new ArrayDeque<>();

  Inquiries(IcpSettings settings, RandomGenerator random) {
    this.settings = settings;
    this.random = random;
  }

  /// Whether so many questions more would be too many.
  boolean isFull(int more) {
    return byDeadline.size() + more > settings.limits().questions();
  }

  /// Begins an inquiry: the questions to send. Empty when nobody may be asked; then it is settled.
  List<Question> begin(Inquiry inquiry, List<Peer> peers, Instant now) {
    List<Question> questions = new ArrayList<>(peers.size());
    int number = number(peers);
    for (Peer peer : peers) {
      if (peer.mayBeAsked(inquiry.key(), random.nextDouble(), now)) {
        questions.add(ask(peer, number, inquiry.key().uri(), inquiry, now));
        peer.counters().count(Event.ASKED);
        inquiry.expectOne();
      }
    }
    if (questions.isEmpty()) {
      inquiry.nobodyToAsk();
    }
    return questions;
  }

  /// A question to a suspected peer whose answer nobody waits for; null when none is due.
  @Nullable Question probe(Peer peer, Instant now) {
    if (!peer.isQueried() || !peer.liveness().claimProbe(now)) {
      return null;
    }
    peer.counters().count(Event.PROBED);
    return ask(peer, number(List.of(peer)), PROBE_URL, null, now);
  }

  private Question ask(Peer peer, int number, String url, @Nullable Inquiry inquiry, Instant now) {
    Instant deadline = now.plus(peer.roundTrips().wait(settings.queryTimeout()));
    Question question = new Question(new Question.Id(peer, number), url, now, deadline, inquiry);
    open.put(question.id(), question);
    byDeadline.add(question);
    peer.liveness().asked(now);
    return question;
  }

  /// A number that cannot be guessed and is not in use; never 0, which Squid never sends.
  private int number(List<Peer> peers) {
    while (true) {
      int number = random.nextInt();
      if (number != 0
          && peers.stream().noneMatch(p -> open.containsKey(new Question.Id(p, number)))) {
        return number;
      }
    }
  }

  /// A reply came from the socket of `peer`.
  Match answered(Peer peer, IcpMessage reply, Instant now) {
    Question question = open.get(new Question.Id(peer, reply.requestNumber()));
    if (question == null) {
      return Match.UNSOLICITED;
    }
    // An ERR comes back with no URL, or an altered one.
    if (reply.opcode() != IcpOpcode.ERR && !reply.url().equals(question.url())) {
      return Match.OTHER_URL;
    }
    open.remove(question.id());
    Duration roundTrip = Duration.between(question.sentAt(), now);
    peer.roundTrips().sample(roundTrip);
    peer.liveness().answered(now);
    boolean inTime = question.is(Question.Stage.OPEN);
    question.enter(Question.Stage.CLOSED);
    if (!inTime) {
      peer.counters().count(Event.LATE);
      return Match.LATE_ANSWER;
    }
    peer.counters().count(event(reply.opcode()));
    Inquiry inquiry = question.inquiry();
    if (inquiry != null) {
      tell(inquiry, peer, reply.opcode(), roundTrip);
    }
    return Match.ANSWER;
  }

  private static void tell(Inquiry inquiry, Peer peer, IcpOpcode answer, Duration roundTrip) {
    if (answer == IcpOpcode.HIT && peer.believesHit()) {
      inquiry.hit(peer);
    } else if (answer == IcpOpcode.MISS) {
      inquiry.missed(peer, roundTrip);
    } else {
      inquiry.no();
    }
  }

  private static Event event(IcpOpcode answer) {
    return switch (answer) {
      case HIT -> Event.HIT;
      case MISS -> Event.MISS;
      case MISS_NOFETCH -> Event.MISS_NOFETCH;
      case DENIED -> Event.DENIED;
      case ERR, QUERY, SECHO, DECHO, HIT_OBJ -> Event.ERR;
    };
  }

  /// The machine of `peer` said that nobody listens there: an instant no to everything that waits
  /// for it, and as many failures.
  void unreachable(Peer peer, Instant now) {
    for (Question question : openOf(peer)) {
      open.remove(question.id());
      question.enter(Question.Stage.CLOSED);
      peer.counters().count(Event.UNREACHABLE);
      peer.liveness().lost(now);
      if (question.inquiry() != null) {
        question.inquiry().no();
      }
    }
  }

  /// A question could not be sent.
  void unsent(Question question, Instant now) {
    if (question.is(Question.Stage.OPEN)) {
      giveUp(question, now);
    }
  }

  /// Gives up what nobody answered in time, and those who no longer answer.
  void expire(List<Peer> peers, Instant now) {
    for (Question next = byDeadline.peek();
        next != null && (!next.is(Question.Stage.OPEN) || !next.deadline().isAfter(now));
        next = byDeadline.peek()) {
      byDeadline.remove();
      if (next.is(Question.Stage.OPEN)) {
        giveUp(next, now);
      }
    }
    for (Peer peer : peers) {
      judge(peer, now);
    }
    forgetLate(now);
  }

  private void giveUp(Question question, Instant now) {
    Peer peer = question.peer();
    boolean livedBefore = peer.liveness().living();
    remember(question);
    peer.counters().count(Event.LOST);
    peer.liveness().lost(now);
    if (question.inquiry() != null) {
      question.inquiry().timedOut();
    }
    if (livedBefore && !peer.liveness().living()) {
      release(peer);
    }
  }

  private void judge(Peer peer, Instant now) {
    boolean livedBefore = peer.liveness().living();
    Duration wait = peer.roundTrips().wait(settings.queryTimeout());
    peer.liveness().judge(now, wait, settings.deadPeerTimeout());
    if (livedBefore && !peer.liveness().living()) {
      release(peer);
    }
  }

  /// Nobody waits any longer for a peer that became suspected; probes go on.
  private void release(Peer peer) {
    for (Question question : openOf(peer)) {
      Inquiry inquiry = question.inquiry();
      if (inquiry != null) {
        remember(question);
        peer.counters().count(Event.LOST);
        inquiry.timedOut();
      }
    }
  }

  private void remember(Question question) {
    question.enter(Question.Stage.LATE);
    late.add(question);
    if (late.size() > LATE_QUESTIONS) {
      Question oldest = late.remove();
      open.remove(oldest.id(), oldest);
    }
  }

  private void forgetLate(Instant now) {
    for (Question oldest = late.peek();
        oldest != null && !oldest.sentAt().plus(LATE).isAfter(now);
        oldest = late.peek()) {
      late.remove();
      open.remove(oldest.id(), oldest);
    }
  }

  private List<Question> openOf(Peer peer) {
    List<Question> found = new ArrayList<>();
    for (Question question : open.values()) {
      if (question.peer().equals(peer) && question.is(Question.Stage.OPEN)) {
        found.add(question);
      }
    }
    return found;
  }

  /// A query that came from the address of `peer` and repeats one of our own to it: the peer is we.
  boolean isOurOwn(Peer peer, IcpMessage query) {
    Question question = open.get(new Question.Id(peer, query.requestNumber()));
    return question != null && question.url().equals(query.url());
  }

  /// The peer left: whoever waits for it waits no longer.
  void forget(Peer peer) {
    for (Question question : openOf(peer)) {
      question.enter(Question.Stage.CLOSED);
      if (question.inquiry() != null) {
        question.inquiry().no();
      }
    }
    open.values().removeIf(question -> question.peer().equals(peer));
    late.removeIf(question -> question.peer().equals(peer));
  }

  /// When something is given up next, null when nothing is waited for.
  @Nullable Instant nextDeadline() {
    Question next = byDeadline.peek();
    return next == null ? null : next.deadline();
  }

  /// Ends all waiting.
  void close() {
    for (Question question : List.copyOf(open.values())) {
      if (question.is(Question.Stage.OPEN) && question.inquiry() != null) {
        question.inquiry().nobodyToAsk();
      }
    }
    open.clear();
    byDeadline.clear();
    late.clear();
  }
}
