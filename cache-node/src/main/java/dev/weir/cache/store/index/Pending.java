package dev.weir.cache.store.index;

import dev.weir.cache.entry.StoredResponse;
import dev.weir.cache.store.segment.KeyHash;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What is on its way to disk, so that a key invalidated meanwhile does not come back when it
/// arrives there.
public final class Pending {

  private final ConcurrentMap<KeyHash, State> byKey = new ConcurrentHashMap<>();
  private final AtomicLong tickets = new AtomicLong();
  private final List<Ban> bans = new CopyOnWriteArrayList<>();

  /// What `underWay` and the bans say of each other changes under this.
  private final ReentrantLock bansLock = new ReentrantLock();

  private final ConcurrentMap<KeyHash, Instant> stale = new ConcurrentHashMap<>();
  private long underWay;

  /// What was under way before it is void if it is about that.
  private static final class Ban {

    private final long ticket;
    private final Predicate<StoredResponse> about;

    /// Of what was under way before it.
    private long left;

    Ban(long ticket, Predicate<StoredResponse> about, long left) {
      this.ticket = ticket;
      this.about = about;
      this.left = left;
    }

    /// Says whether nothing is left that it could concern.
    boolean ended(long ended) {
      left -= ended < ticket ? 1 : 0;
      return left == 0;
    }
  }

  /// @param writes under way
  /// @param overtaken tickets up to this are void
  private record State(int writes, long overtaken) {}

  /// Something of this key is to be written; the ticket is given back with [#ended].
  public long begins(KeyHash key) {
    long ticket = ticket();
    byKey.merge(
        key, new State(1, 0), (before, _) -> new State(before.writes + 1, before.overtaken));
    return ticket;
  }

  private long ticket() {
    bansLock.lock();
    try {
      underWay++;
      return tickets.incrementAndGet();
    } finally {
      bansLock.unlock();
    }
  }

  /// Makes void what of this key is under way; says whether there was something.
  public boolean overtake(KeyHash key) {
    long ticket = tickets.incrementAndGet();
    return byKey.computeIfPresent(key, (_, before) -> new State(before.writes, ticket)) != null;
  }

  /// Makes void all of what is under way that is accepted.
  public void overtake(Predicate<StoredResponse> about) {
    bansLock.lock();
    try {
      if (underWay > 0) {
        bans.add(new Ban(tickets.incrementAndGet(), about, underWay));
      }
    } finally {
      bansLock.unlock();
    }
  }

  /// Whether what the ticket stands for has become void because of its key: word of that follows.
  public boolean isOvertaken(KeyHash key, long ticket) {
    State state = byKey.get(key);
    return state != null && state.overtaken > ticket;
  }

  /// Whether what the ticket stands for has become void because of what it is: no word follows.
  public boolean isBanned(long ticket, StoredResponse response) {
    for (Ban ban : bans) {
      if (ban.ticket > ticket && ban.about.test(response)) {
        return true;
      }
    }
    return false;
  }

  /// Word is under way that what is stored under a key is stale.
  public void staleFrom(KeyHash key, Instant since) {
    stale.put(key, since);
  }

  /// That word has been written down.
  public void staleWritten(KeyHash key, Instant since) {
    stale.remove(key, since);
  }

  /// Since when what is stored under a key is stale; null when no such word is under way.
  public @Nullable Instant staleSince(KeyHash key) {
    return stale.get(key);
  }

  /// It has been written, or given up.
  public void ended(KeyHash key, long ticket) {
    byKey.computeIfPresent(
        key,
        (_, before) -> before.writes == 1 ? null : new State(before.writes - 1, before.overtaken));
    bansLock.lock();
    try {
      underWay--;
      if (!bans.isEmpty()) {
        bans.removeIf(ban -> ban.ended(ticket));
      }
    } finally {
      bansLock.unlock();
    }
  }

  /// How many invalidations of more than a key are still to be compared with what is under way.
  int bans() {
    return bans.size();
  }
}
