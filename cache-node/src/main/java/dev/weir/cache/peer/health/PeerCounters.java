package dev.weir.cache.peer.health;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/// How often something happened with one peer since the node started. Any thread may count.
public final class PeerCounters {

  /// What is counted.
  public enum Event {
    /// ICP query sent because of a miss.
    ASKED,
    /// ICP query sent to see whether a suspected peer lives.
    PROBED,
    /// ICP HIT received in time.
    HIT,
    /// ICP MISS received in time.
    MISS,
    /// ICP MISS_NOFETCH received in time.
    MISS_NOFETCH,
    /// ICP DENIED received in time: the peer's access list does not know us.
    DENIED,
    /// ICP ERR received in time: the peer could not read our query.
    ERR,
    /// Answer that came after its query was given up.
    LATE,
    /// ICP query given up without an answer.
    LOST,
    /// ICP query answered by ICMP port-unreachable.
    UNREACHABLE,
    /// ICP HIT not followed because too many HITs of this peer were false.
    HIT_DISTRUSTED,
    /// Response fetched from the peer.
    FETCHED,
    /// Fetch refused although the peer had said HIT (504, other variant).
    FALSE_HIT,
    /// Fetch that failed in another way: error status, truncation, deadline.
    FETCH_FAILED,
    /// Request for what the peer owns that it did not believe to come from a node of its cluster.
    FETCH_DENIED,
    /// Response so slow that somebody else was asked as well.
    HEDGED,
    /// TCP connection that could not be opened.
    CONNECT_FAILED
  }

  private final Map<Event, LongAdder> counts = new EnumMap<>(Event.class);

  /// All zero.
  public PeerCounters() {
    for (Event event : Event.values()) {
      counts.put(event, new LongAdder());
    }
  }

  /// One more.
  public void count(Event event) {
    adder(event).increment();
  }

  /// How many so far.
  public long of(Event event) {
    return adder(event).sum();
  }

  /// All of them.
  public Map<Event, Long> snapshot() {
    Map<Event, Long> all = new EnumMap<>(Event.class);
    counts.forEach((event, adder) -> all.put(event, adder.sum()));
    return all;
  }

  private LongAdder adder(Event event) {
    return Objects.requireNonNull(counts.get(event));
  }
}
