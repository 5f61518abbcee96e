package dev.weir.workbench.tune.log;

import dev.weir.cache.entry.CacheKey;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The URLs of a log, found by their octets and bounded in number.
///
/// When there are more than it has room for, the table keeps a sample: those URLs whose hash falls
/// into one half of the space, then a quarter, and so on. A URL is either followed from its first
/// line to its last or, from the moment the sample shrinks, not at all; what is counted for the
/// sample is multiplied by [#weight] (spatially hashed sampling, Waldspurger et al., FAST '15).
public final class UrlTable {

  private static final int FIRST_CAPACITY = 1 << 12;

  private final int limit;
  private final Consumer<Url> dropped;
  private @Nullable Entry[] buckets = new Entry[FIRST_CAPACITY];
  private int[] free = new int[0];
  private int freeCount;
  private int size;
  private int slots;
  private int halvings;

  /// @param limit most URLs held at a time
  /// @param dropped is told of URLs that fell out of the sample
  public UrlTable(int limit, Consumer<Url> dropped) {
    this.limit = limit;
    this.dropped = dropped;
  }

  /// A link of a bucket's chain.
  private static final class Entry {

    private final byte[] octets;
    private final int hash;
    private final Url url;
    private @Nullable Entry next;

    Entry(byte[] octets, int hash, Url url, @Nullable Entry next) {
      this.octets = octets;
      this.hash = hash;
      this.url = url;
      this.next = next;
    }
  }

  /// The URL whose absolute form stands in `octets` up to `length`; null when it is not in the
  /// sample, or no URL.
  public @Nullable Url find(byte[] octets, int length) {
    int hash = hash(octets, length);
    for (Entry entry = buckets[hash & (buckets.length - 1)]; entry != null; entry = entry.next) {
      if (entry.hash == hash
          && Arrays.equals(entry.octets, 0, entry.octets.length, octets, 0, length)) {
        return entry.url;
      }
    }
    return isSampled(hash) ? add(octets, length, hash) : null;
  }

  /// The URL of a key; null when it is not in the sample.
  public @Nullable Url find(CacheKey key) {
    byte[] octets = key.uri().getBytes(StandardCharsets.ISO_8859_1);
    return find(octets, octets.length);
  }

  /// How many URLs each one held stands for.
  public int weight() {
    return 1 << halvings;
  }

  /// URLs held.
  public int size() {
    return size;
  }

  /// Places given out so far: an upper bound of [Url#slot].
  public int slots() {
    return slots;
  }

  private @Nullable Url add(byte[] octets, int length, int hash) {
    CacheKey key = key(new String(octets, 0, length, StandardCharsets.ISO_8859_1));
    if (key == null) {
      return null;
    }
    if (size >= limit) {
      shrinkSample();
      if (!isSampled(hash)) {
        return null;
      }
    }
    if (size > buckets.length / 2) {
      rehash(buckets.length * 2);
    }
    Url url = new Url(key, freeCount > 0 ? free[--freeCount] : slots++);
    int bucket = hash & (buckets.length - 1);
    buckets[bucket] = new Entry(Arrays.copyOf(octets, length), hash, url, buckets[bucket]);
    size++;
    return url;
  }

  private static @Nullable CacheKey key(String uri) {
    try {
      return CacheKey.of(uri);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private boolean isSampled(int hash) {
    return halvings == 0 || hash >>> (Integer.SIZE - halvings) == 0;
  }

  private void shrinkSample() {
    while (size >= limit && halvings < Integer.SIZE - 2) {
      halvings++;
      rehash(buckets.length);
    }
  }

  private void rehash(int capacity) {
    @Nullable Entry[] old = buckets;
    buckets = new Entry[capacity];
    for (Entry first : old) {
      Entry entry = first;
      while (entry != null) {
        Entry next = entry.next;
        keep(entry);
        entry = next;
      }
    }
  }

  private void keep(Entry entry) {
    if (isSampled(entry.hash)) {
      int bucket = entry.hash & (buckets.length - 1);
      entry.next = buckets[bucket];
      buckets[bucket] = entry;
      return;
    }
    size--;
    if (freeCount == free.length) {
      free = Arrays.copyOf(free, Math.max(64, free.length * 2));
    }
    free[freeCount++] = entry.url.slot();
    dropped.accept(entry.url);
  }

  /// FNV-1a with the bits mixed at the end: the upper ones decide about the sample, the lower ones
  /// about the bucket.
  private static int hash(byte[] octets, int length) {
    int hash = 0x811c9dc5;
    for (int i = 0; i < length; i++) {
      hash = (hash ^ octets[i]) * 0x01000193;
    }
    hash ^= hash >>> 16;
    hash *= 0x85ebca6b;
    hash ^= hash >>> 13;
    hash *= 0xc2b2ae35;
    return hash ^ (hash >>> 16);
  }
}
