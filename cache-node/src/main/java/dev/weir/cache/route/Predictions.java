package dev.weir.cache.route;

import dev.weir.cache.entry.CacheKey;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which URLs probably have answers for one client only, so that asking siblings for copies would
/// only take time: those whose last answer was of that kind, and those under a path whose last
/// eight were.
///
/// Memory is bounded to the 4,096 URLs and paths heard of last. Any thread may call any method.
final class Predictions {

  static final int PLACES = 4096;

  /// The answers a path is judged by, one bit each.
  private static final int ALL_PRIVATE = 0xff;

  private final Map<String, Integer> lastAnswers =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.@Nullable Entry<String, Integer> eldest) {
          return size() > PLACES;
        }
      };

  /// Whether a sibling may well have a copy.
  synchronized boolean mayBeShared(CacheKey key) {
    Integer ofUrl = lastAnswers.get(key.uri());
    if (ofUrl != null) {
      return (ofUrl & 1) == 0;
    }
    Integer ofPath = lastAnswers.get(path(key));
    return ofPath == null || ofPath != ALL_PRIVATE;
  }

  /// The answer was for one client only.
  void unshared(CacheKey key) {
    note(key, 1);
  }

  /// The answer may be kept for others.
  void shared(CacheKey key) {
    note(key, 0);
  }

  private synchronized void note(CacheKey key, int bit) {
    String path = path(key);
    Integer before = lastAnswers.get(path);
    int after = ((before == null ? 0 : before) << 1 | bit) & ALL_PRIVATE;
    boolean known = lastAnswers.containsKey(key.uri());
    // Most answers can be shared: those need no memory of their own.
    if (bit == 1 || known) {
      lastAnswers.put(key.uri(), bit);
    }
    if (after != 0 || before != null) {
      lastAnswers.put(path, after);
    }
  }

  /// The URL without its query and the last segment of its path.
  private static String path(CacheKey key) {
    String uri = key.uri();
    int query = uri.indexOf('?');
    return uri.substring(0, uri.lastIndexOf('/', query < 0 ? uri.length() : query) + 1);
  }
}
