package dev.weir.cache.store.segment;

import dev.weir.cache.entry.StoredFacts;
import dev.weir.cache.entry.StoredResponse;
import dev.weir.http.CacheControl;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is known of a stored response without reading it: enough to tell variants apart and to
/// judge freshness for a plain request. Times in milliseconds since 1970.
///
/// @param selecting [KeyHash#selecting], 0 when it does not vary
/// @param expiryMillis [#NEVER] when the response names no expiry
/// @param lastModifiedMillis [#NEVER] when the response names none
/// @param contentBytes length of the whole content
/// @param flags bits
public record Glance(
    long selecting,
    long timestampMillis,
    long expiryMillis,
    long lastModifiedMillis,
    long storedMillis,
    long contentBytes,
    short status,
    short flags) {

  /// Stands for a time that is not known.
  public static final long NEVER = Long.MIN_VALUE;

  private static final int SCATTERED = 1 << 15;
  private static final int RELATED = 1 << 14;

  /// Of a response whose content is this long.
  public static Glance of(StoredResponse response, long contentBytes) {
    StoredFacts facts = response.facts();
    return new Glance(
        KeyHash.selecting(response.selecting()),
        facts.timestamp().toEpochMilli(),
        millis(facts.expiry()),
        millis(facts.lastModified()),
        facts.responseTime().toEpochMilli(),
        contentBytes,
        (short) response.status(),
        (short) FlagBits.of(facts.flags()));
  }

  /// The same of a response whose content lies outside its record.
  public Glance scattered() {
    return with(SCATTERED);
  }

  /// The same of a response that can be found by other things than its key; which, its metadata
  /// say.
  public Glance related() {
    return with(RELATED);
  }

  private Glance with(int flag) {
    return new Glance(
        selecting,
        timestampMillis,
        expiryMillis,
        lastModifiedMillis,
        storedMillis,
        contentBytes,
        status,
        (short) (flags | flag));
  }

  private static long millis(@Nullable Instant instant) {
    return instant == null ? NEVER : instant.toEpochMilli();
  }

  private static @Nullable Instant instant(long millis) {
    return millis == NEVER ? null : Instant.ofEpochMilli(millis);
  }

  /// Whether the response stands beside others of its key.
  public boolean varies() {
    return selecting != 0;
  }

  /// Whether a response selected by these values takes its place: see [KeyHash#selecting].
  public boolean givesWayTo(long other) {
    return other == 0 || selecting == 0 || selecting == other;
  }

  /// Whether content lies outside the record.
  public boolean isScattered() {
    return (flags & SCATTERED) != 0;
  }

  /// Whether it can be found by other things than its key.
  public boolean isRelated() {
    return (flags & RELATED) != 0;
  }

  /// The facts freshness is judged by; Cache-Control is not among what is known.
  public StoredFacts facts() {
    return new StoredFacts(
        status,
        Instant.ofEpochMilli(storedMillis),
        Instant.ofEpochMilli(timestampMillis),
        instant(expiryMillis),
        instant(lastModifiedMillis),
        null,
        CacheControl.NONE,
        FlagBits.flags(flags),
        null,
        Duration.ZERO,
        Duration.ZERO);
  }
}
