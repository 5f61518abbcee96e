package dev.weir.cache.lookup;

import dev.weir.cache.entry.CacheKey;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How well our HITs for URLs with variants were kept. An ICP query names no variant, so a sibling
/// may come for one that is not here; a URL for which that happens to a tenth of the promises is
/// not promised any more, for ten minutes after it happened last.
///
/// Memory is bounded to the 1,024 URLs promised last. Any thread may call any method.
public final class VariantPromises {

  static final int URLS = 1024;
  static final int PROMISES_PER_BROKEN_ONE = 10;
  static final Duration PENALTY = Duration.ofMinutes(10);

  private record Account(long made, long broken, Instant lastBroken) {}

  private final Map<CacheKey, Account> byUrl =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.@Nullable Entry<CacheKey, Account> eldest) {
          return size() > URLS;
        }
      };

  /// Nothing has been promised.
  public VariantPromises() {}

  /// Whether a HIT for this URL will probably be kept.
  synchronized boolean areKept(CacheKey key, Instant now) {
    Account account = byUrl.get(key);
    if (account == null || account.broken() == 0) {
      return true;
    }
    if (Duration.between(account.lastBroken(), now).abs().compareTo(PENALTY) >= 0) {
      byUrl.remove(key);
      return true;
    }
    return account.broken() * PROMISES_PER_BROKEN_ONE < account.made();
  }

  /// A HIT for this URL leaves, for whichever variant.
  synchronized void made(CacheKey key) {
    byUrl.merge(
        key,
        new Account(1, 0, Instant.EPOCH),
        (old, one) -> new Account(old.made() + 1, old.broken(), old.lastBroken()));
  }

  /// Somebody came for a variant that is not here.
  public synchronized void broken(CacheKey key, Instant now) {
    byUrl.computeIfPresent(key, (_, old) -> new Account(old.made(), old.broken() + 1, now));
  }
}
