package dev.weir.cache.route;

import dev.weir.cache.entry.CacheGroups;
import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.purge.Tombstones;
import dev.weir.http.DeltaSeconds;
import dev.weir.http.FieldSource;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// How old a copy another cache gives us may be: younger than what has become invalid here since.
/// Other caches need not know of that, real Squids never do.
public final class CopyAges {

  /// Nothing has become invalid: any age will do.
  public static final long ANY = Long.MAX_VALUE;

  private final Tombstones tombstones;
  private final InstantSource clock;

  public CopyAges(Tombstones tombstones, InstantSource clock) {
    this.tombstones = tombstones;
    this.clock = clock;
  }

  /// The greatest `Age` that proves a copy young enough, in seconds; negative when no copy can be.
  public long mostSeconds(CacheKey key) {
    Instant invalidSince = tombstones.latest(key);
    return invalidSince == null ? ANY : mostSeconds(invalidSince, clock.instant());
  }

  /// `Age` counts whole seconds, so that a copy may be almost one older than it says.
  private static long mostSeconds(Instant invalidSince, Instant asked) {
    return Math.floorDiv(Duration.between(invalidSince, asked).toMillis(), 1000L) - 1;
  }

  /// Whether a copy may have been generated before it became invalid. One that does not tell its
  /// age may.
  ///
  /// @param asked when the other cache was asked
  public boolean isTooOld(CacheKey key, FieldSource response, Instant asked) {
    Instant invalidSince = tombstones.latest(key, CacheGroups.of(response));
    if (invalidSince == null) {
      return false;
    }
    String age = response.first("Age");
    long seconds = age == null ? -1 : DeltaSeconds.parse(age.strip());
    return seconds < 0 || seconds > mostSeconds(invalidSince, asked);
  }
}
