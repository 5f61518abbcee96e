package dev.weir.cache.store.index;

import dev.weir.cache.store.segment.KeyHash;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/// What is on its way to disk, so that a key invalidated meanwhile does not come back when it
/// arrives there.
public final class Pending {

  private final ConcurrentMap<KeyHash, State> byKey = new ConcurrentHashMap<>();
  private final AtomicLong tickets = new AtomicLong();

  /// @param writes under way
  /// @param overtaken tickets up to this are void
  private record State(int writes, long overtaken) {}

  /// Something of this key is to be written; the ticket is given back with [#ended].
  public long begins(KeyHash key) {
    long ticket = tickets.incrementAndGet();
    byKey.merge(
        key, new State(1, 0), (before, _) -> new State(before.writes + 1, before.overtaken));
    return ticket;
  }

  /// Makes void what of this key is under way; says whether there was something.
  public boolean overtake(KeyHash key) {
    long ticket = tickets.incrementAndGet();
    return byKey.computeIfPresent(key, (_, before) -> new State(before.writes, ticket)) != null;
  }

  /// Whether what the ticket stands for has become void.
  public boolean isOvertaken(KeyHash key, long ticket) {
    State state = byKey.get(key);
    return state != null && state.overtaken > ticket;
  }

  /// It has been written, or given up.
  public void ended(KeyHash key) {
    byKey.computeIfPresent(
        key,
        (_, before) -> before.writes == 1 ? null : new State(before.writes - 1, before.overtaken));
  }
}
