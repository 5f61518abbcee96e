package dev.weir.cache.partial;

import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.entry.SelectingFields;
import dev.weir.http.FieldSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The parts a node holds, by key and selecting fields; bounded in bytes, the key not asked for
/// longest goes first. Looked into only when no whole response answers.
public final class PartialStore {

  private static final int MOST_PER_KEY = 8;

  private final long limitBytes;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<CacheKey, List<PartialResponse>> held = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  /// @param limitBytes what all parts together may cost
  public PartialStore(long limitBytes) {
    this.limitBytes = limitBytes;
  }

  /// What a store holds.
  ///
  /// @param uris keys present
  public record Figures(long uris, long bytes, long limitBytes) {}

  /// The parts a request selects; null when there are none.
  public @Nullable PartialResponse select(CacheKey key, FieldSource requestFields) {
    lock.lock();
    try {
      for (PartialResponse each : held.getOrDefault(key, List.of())) {
        if (each.head().selecting().matches(requestFields)) {
          return each;
        }
      }
      return null;
    } finally {
      lock.unlock();
    }
  }

  /// Puts parts in the place of those selected by the same values.
  public void put(PartialResponse parts) {
    lock.lock();
    try {
      insert(parts);
    } finally {
      lock.unlock();
    }
  }

  /// Puts `grown` in the place of `old`; without effect, and false, when that has gone meanwhile.
  public boolean replace(PartialResponse old, PartialResponse grown) {
    lock.lock();
    try {
      boolean isThere = contains(old);
      if (isThere) {
        insert(grown);
      }
      return isThere;
    } finally {
      lock.unlock();
    }
  }

  /// Removes these parts; says whether they were still there.
  public boolean remove(PartialResponse old) {
    lock.lock();
    try {
      boolean wasThere = contains(old);
      if (wasThere) {
        remove(old.head().key(), old.head().selecting());
      }
      return wasThere;
    } finally {
      lock.unlock();
    }
  }

  /// Removes the parts selected by these values.
  public void remove(CacheKey key, SelectingFields selecting) {
    lock.lock();
    try {
      List<PartialResponse> others = new ArrayList<>(held.getOrDefault(key, List.of()));
      others.removeIf(each -> each.head().selecting().equals(selecting));
      set(key, others);
    } finally {
      lock.unlock();
    }
  }

  /// Removes all parts under a key; says whether there were any.
  public boolean remove(CacheKey key) {
    lock.lock();
    try {
      return set(key, List.of());
    } finally {
      lock.unlock();
    }
  }

  /// The keys under which there is something that `wanted` accepts.
  public List<CacheKey> keys(Predicate<PartialResponse> wanted) {
    lock.lock();
    try {
      List<CacheKey> keys = new ArrayList<>();
      held.forEach((key, all) -> {
        if (all.stream().anyMatch(wanted)) {
          keys.add(key);
        }
      });
      return keys;
    } finally {
      lock.unlock();
    }
  }

  /// What is held now.
  public Figures figures() {
    lock.lock();
    try {
      return new Figures(held.size(), bytes, limitBytes);
    } finally {
      lock.unlock();
    }
  }

  private boolean contains(PartialResponse parts) {
    return held.getOrDefault(parts.head().key(), List.of()).stream()
        .anyMatch(each -> isSame(each, parts));
  }

  /// Identity: the content of two that are equal need not be compared.
  @SuppressWarnings("ReferenceEquality") // the very object that was looked up is meant
  private static boolean isSame(PartialResponse one, PartialResponse other) {
    return one == other;
  }

  private void insert(PartialResponse parts) {
    CacheKey key = parts.head().key();
    SelectingFields selecting = parts.head().selecting();
    List<PartialResponse> all = new ArrayList<>();
    all.add(parts);
    for (PartialResponse other : held.getOrDefault(key, List.of())) {
      if (!other.head().selecting().equals(selecting) && all.size() < MOST_PER_KEY) {
        all.add(other);
      }
    }
    set(key, all);
    Iterator<List<PartialResponse>> eldest = held.values().iterator();
    while (bytes > limitBytes && eldest.hasNext()) {
      bytes -= octets(eldest.next());
      eldest.remove();
    }
  }

  /// Replaces all under a key; says whether there was something before.
  private boolean set(CacheKey key, List<PartialResponse> all) {
    List<PartialResponse> before = held.remove(key);
    if (before != null) {
      bytes -= octets(before);
    }
    if (!all.isEmpty()) {
      held.put(key, List.copyOf(all));
      bytes += octets(all);
    }
    return before != null;
  }

  private static long octets(List<PartialResponse> all) {
    return all.stream().mapToLong(PartialResponse::octets).sum();
  }
}
