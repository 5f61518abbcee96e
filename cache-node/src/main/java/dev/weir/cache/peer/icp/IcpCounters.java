package dev.weir.cache.peer.icp;

import dev.weir.cache.peer.PeerOutcome;
import dev.weir.cache.peer.wire.IcpOpcode;
import dev.weir.cache.peer.wire.IcpRefusal;
import java.net.SocketAddress;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What went through the endpoint, by kind. A refused or dropped datagram is also logged, but only
/// the 1st, 10th, 100th, … of its kind: no sender can fill the log.
final class IcpCounters {

  private static final Logger LOG = LoggerFactory.getLogger(IcpCounters.class);

  /// Why a datagram got no answer, or an answer no attention, although it may be good ICP.
  enum Drop {
    /// Its source address belongs to no peer with an ICP port.
    STRANGER,
    /// It came from our own socket.
    OUR_OWN,
    /// A reply from a peer's address, but not from its ICP port.
    FOREIGN_PORT,
    /// More queries from one source than agreed.
    TOO_MANY,
    /// A source that was denied again and again is no longer told so.
    DENIED_TOO_OFTEN,
    /// A reply nobody waits for: never asked, answered already, or asked too long ago.
    UNSOLICITED,
    /// A reply to one of our queries that names another URL.
    OTHER_URL,
    /// An SECHO or DECHO: a peer that only echoes cannot be a sibling.
    ECHO,
    /// The socket took no more octets when our answer was to leave.
    NOT_SENT
  }

  /// What came of the inquiries.
  enum Inquiry {
    STARTED,
    HIT,
    MISSED,
    TIMED_OUT,
    NOBODY_TO_ASK,
    OVERLOADED
  }

  private final Map<IcpOpcode, LongAdder> answers = adders(IcpOpcode.class);
  private final Map<IcpRefusal, LongAdder> refused = adders(IcpRefusal.class);
  private final Map<Drop, LongAdder> dropped = adders(Drop.class);
  private final Map<Inquiry, LongAdder> inquiries = adders(Inquiry.class);
  private final LongAdder queries = new LongAdder();

  void query() {
    queries.increment();
  }

  void answered(IcpOpcode opcode) {
    add(answers, opcode);
  }

  void refused(IcpRefusal reason, SocketAddress source) {
    logSparsely(add(refused, reason), reason, source);
  }

  void dropped(Drop reason, SocketAddress source) {
    logSparsely(add(dropped, reason), reason, source);
  }

  void inquiry(Inquiry event) {
    add(inquiries, event);
  }

  void outcome(PeerOutcome outcome) {
    inquiry(
        switch (outcome) {
          case PeerOutcome.Hit _ -> Inquiry.HIT;
          case PeerOutcome.Missed _ -> Inquiry.MISSED;
          case PeerOutcome.TimedOut _ -> Inquiry.TIMED_OUT;
          case PeerOutcome.NobodyToAsk _ -> Inquiry.NOBODY_TO_ASK;
        });
  }

  IcpReport report() {
    Map<String, Long> unanswered = new TreeMap<>(named(refused));
    unanswered.putAll(named(dropped));
    return new IcpReport(queries.sum(), named(answers), unanswered, named(inquiries));
  }

  private static void logSparsely(long count, Enum<?> reason, SocketAddress source) {
    if (isPowerOfTen(count)) {
      LOG.warn("ICP datagram from {} dropped: {} ({} so far)", source, name(reason), count);
    }
  }

  private static boolean isPowerOfTen(long count) {
    long rest = count;
    while (rest > 1 && rest % 10 == 0) {
      rest /= 10;
    }
    return rest == 1;
  }

  private static <E extends Enum<E>> long add(Map<E, LongAdder> adders, E kind) {
    LongAdder adder = Objects.requireNonNull(adders.get(kind));
    adder.increment();
    return adder.sum();
  }

  private static <E extends Enum<E>> Map<E, LongAdder> adders(Class<E> kinds) {
    Map<E, LongAdder> adders = new EnumMap<>(kinds);
    for (E kind : kinds.getEnumConstants()) {
      adders.put(kind, new LongAdder());
    }
    return adders;
  }

  private static <E extends Enum<E>> Map<String, Long> named(Map<E, LongAdder> adders) {
    Map<String, Long> named = new TreeMap<>();
    adders.forEach((kind, adder) -> named.put(name(kind), adder.sum()));
    return named;
  }

  private static String name(Enum<?> kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
