package dev.weir.cache.observe.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;

/// For each URL the last thing the origin was heard to say about its version, so that changes are
/// observed and not guessed.
///
/// Bounded: 24 octets a URL (hash of the URL, hash of the version, time, counts), in sets of four
/// of which the one not heard of longest gives way. Two URLs with one hash would be taken for each
/// other; with 64 bits that does not happen in practice. Asked only after the origin was, so one
/// lock does.
public final class ChangeLedger {

  private static final int WAYS = 4;

  /// Room for this many URLs costs 3 MiB.
  public static final int USUAL_URLS = 1 << 17;

  private final ReentrantLock lock = new ReentrantLock();
  private final long[] urls;
  private final long[] versions;
  private final int[] seconds;
  private final int[] counts;
  private long heard;
  private long changes;
  private long forgotten;

  /// @param mostUrls rounded up to a power of two
  public ChangeLedger(int mostUrls) {
    int capacity = Integer.highestOneBit(Math.max(WAYS, mostUrls - 1)) << 1;
    urls = new long[capacity];
    versions = new long[capacity];
    seconds = new int[capacity];
    counts = new int[capacity];
  }

  /// What hearing of a version meant.
  ///
  /// @param since from the time the URL was heard of before; zero for the first time
  public record Heard(Kind kind, Duration since) {}

  /// Whether a version is another than before.
  public enum Kind {
    FIRST,
    SAME,
    CHANGED
  }

  /// Remembers what the origin said: `version` is its validator, or whatever tells versions apart.
  public Heard hear(String url, String version, Instant now) {
    long key = Fingerprint.of(url) | 1; // zero marks a free place
    long said = Fingerprint.of(version);
    int at = Math.toIntExact(Math.max(0, now.getEpochSecond()) & Integer.MAX_VALUE);
    lock.lock();
    try {
      heard++;
      int place = place(key);
      if (urls[place] != key) {
        forgotten += urls[place] == 0 ? 0 : 1;
        urls[place] = key;
        counts[place] = 0;
        versions[place] = said;
        seconds[place] = at;
        return new Heard(Kind.FIRST, Duration.ZERO);
      }
      return again(place, said, at);
    } finally {
      lock.unlock();
    }
  }

  private Heard again(int place, long said, int at) {
    boolean changed = versions[place] != said;
    Duration since = Duration.ofSeconds(Math.max(0, at - seconds[place]));
    versions[place] = said;
    seconds[place] = at;
    if (changed) {
      counts[place]++;
      changes++;
    }
    return new Heard(changed ? Kind.CHANGED : Kind.SAME, since);
  }

  /// Where the URL is, or where it is to go.
  private int place(long key) {
    int set = (int) (key >>> 32) & (urls.length / WAYS - 1);
    int oldest = set * WAYS;
    for (int i = set * WAYS; i < (set + 1) * WAYS; i++) {
      if (urls[i] == key) {
        return i;
      }
      if (urls[oldest] != 0 && (urls[i] == 0 || seconds[i] < seconds[oldest])) {
        oldest = i;
      }
    }
    return oldest;
  }

  /// How often a URL was seen to change; 0 when it is not remembered.
  public int changesOf(String url) {
    long key = Fingerprint.of(url) | 1;
    lock.lock();
    try {
      int place = place(key);
      return urls[place] == key ? counts[place] : 0;
    } finally {
      lock.unlock();
    }
  }

  /// What the ledger has heard.
  ///
  /// @param heard answers of the origin
  /// @param changes those that differed from what was said before
  /// @param forgotten URLs that gave way to others
  /// @param octets memory of the ledger
  public record Figures(long heard, long changes, long forgotten, long octets) {}

  /// What the ledger has heard so far.
  public Figures figures() {
    lock.lock();
    try {
      return new Figures(heard, changes, forgotten, urls.length * 24L);
    } finally {
      lock.unlock();
    }
  }
}
