package dev.weir.cache.fetch;

import dev.weir.cache.entry.CacheKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/// URIs whose answers lately could not be shared: waiting for each other's would make their clients
/// stand in a queue for nothing (what Varnish calls hit-for-miss). Bounded; the longest known is
/// forgotten first.
final class Uncollapsible {

  private static final int MOST_URIS = 4096;
  private static final Duration REMEMBERED = Duration.ofMinutes(2);

  private final InstantSource clock;
  private final Map<CacheKey, Instant> until = new LinkedHashMap<>();

  Uncollapsible(InstantSource clock) {
    this.clock = clock;
  }

  synchronized boolean contains(CacheKey key) {
    Instant end = until.get(key);
    if (end == null) {
      return false;
    }
    if (clock.instant().isBefore(end)) {
      return true;
    }
    until.remove(key);
    return false;
  }

  synchronized void add(CacheKey key) {
    until.remove(key);
    until.put(key, clock.instant().plus(REMEMBERED));
    if (until.size() > MOST_URIS) {
      until.remove(until.keySet().iterator().next());
    }
  }

  synchronized void remove(CacheKey key) {
    until.remove(key);
  }
}
