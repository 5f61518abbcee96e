package dev.weir.cache.peer.health;

import dev.weir.cache.entry.CacheKey;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How far one peer's HITs can be believed. A HIT is a hint; what counts is whether the fetch that
/// follows it brings the response.
///
/// A peer whose last five fetches all came to nothing, or more than 30 of its last 100, loses its
/// vote: its HITs count as misses, but for every sixteenth, which lets it prove itself. Apart from
/// that, a URL that was falsely promised ten times is not asked of this peer for ten minutes: an
/// ICP query names no variant, so a peer that holds another variant says HIT for ever.
///
/// Memory is bounded: 100 bits, and the 1,024 URLs last falsely promised.
public final class FalseHits {

  static final int WINDOW = 100;
  static final int TOLERATED_IN_WINDOW = 30;
  static final int LIES_IN_ROW = 5;
  static final int HITS_PER_TRIAL = 16;
  static final int LIES_PER_URL = 10;
  static final int URLS = 1024;
  static final Duration URL_PENALTY = Duration.ofMinutes(10);

  private record Lies(int count, Instant last) {}

  private final BitSet falseOnes = new BitSet(WINDOW);
  private final Map<CacheKey, Lies> byUrl =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.@Nullable Entry<CacheKey, Lies> eldest) {
          return size() > URLS;
        }
      };
  private long fetches;
  private int liesInRow;
  private int hitsWithoutVote;
  private volatile boolean votes = true;
  private volatile boolean anyUrl;

  /// A fetch brought what the HIT promised.
  public synchronized void kept(CacheKey key) {
    liesInRow = 0;
    byUrl.remove(key);
    record(false);
  }

  /// A fetch after a HIT came to nothing.
  public synchronized void broken(CacheKey key, Instant now) {
    liesInRow++;
    byUrl.merge(key, new Lies(1, now), (old, one) -> new Lies(old.count() + 1, now));
    anyUrl = true;
    record(true);
  }

  private void record(boolean lie) {
    falseOnes.set((int) (fetches++ % WINDOW), lie);
    boolean tooMany = fetches >= WINDOW && falseOnes.cardinality() > TOLERATED_IN_WINDOW;
    votes = liesInRow < LIES_IN_ROW && !tooMany;
  }

  /// Whether the peer's HITs count.
  public boolean votes() {
    return votes;
  }

  /// Whether the HIT just received is followed: always with a vote, every sixteenth time without.
  public boolean believes() {
    if (votes) {
      return true;
    }
    synchronized (this) {
      return ++hitsWithoutVote % HITS_PER_TRIAL == 0;
    }
  }

  /// Whether it makes sense to ask this peer about a URL.
  public boolean worthAsking(CacheKey key, Instant now) {
    if (!anyUrl) {
      return true;
    }
    synchronized (this) {
      Lies lies = byUrl.get(key);
      if (lies == null || lies.count() < LIES_PER_URL) {
        return true;
      }
      if (Duration.between(lies.last(), now).abs().compareTo(URL_PENALTY) < 0) {
        return false;
      }
      byUrl.remove(key);
      return true;
    }
  }

  /// False ones among the last 100 fetches.
  public synchronized int inWindow() {
    return falseOnes.cardinality();
  }
}
