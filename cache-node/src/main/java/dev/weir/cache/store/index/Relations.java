package dev.weir.cache.store.index;

import dev.weir.cache.entry.CacheGroups;
import dev.weir.cache.entry.CacheKey;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The ways to find what a tier holds other than by its key. Safe for use by several threads; most
/// responses have none of them, and cost nothing here.
public final class Relations {

  private final ReentrantLock lock = new ReentrantLock();
  private final GroupIndex groups = new GroupIndex();
  private final QueryIndex queries = new QueryIndex();

  /// What is held under a key has become something else; changes of one key come one at a time.
  public void changed(List<Related> before, List<Related> after) {
    if (before.isEmpty() && after.isEmpty()) {
      return;
    }
    CacheKey key = (before.isEmpty() ? after : before).getFirst().key();
    lock.lock();
    try {
      groups.changed(key, before, after);
      queries.changed(key, before, after);
    } finally {
      lock.unlock();
    }
  }

  /// The keys of responses in any of these groups.
  ///
  /// @param origin whose groups; null for those of every origin
  public List<CacheKey> keys(CacheGroups wanted, @Nullable String origin) {
    lock.lock();
    try {
      return groups.keys(wanted, origin);
    } finally {
      lock.unlock();
    }
  }

  /// The keys of responses that say they answer for `key` too (No-Vary-Search), newest first.
  public List<CacheKey> equivalents(CacheKey key) {
    return queries.equivalents(key);
  }
}
