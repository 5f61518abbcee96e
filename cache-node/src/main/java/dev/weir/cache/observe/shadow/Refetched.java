package dev.weir.cache.observe.shadow;

import dev.weir.cache.entry.StoredFacts;
import dev.weir.http.CacheControl;
import dev.weir.http.EntityTag;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The facts a response would have had if it had been fetched at another time.
final class Refetched {

  /// There is a validator; which is of no use to decisions about freshness.
  private static final EntityTag SOME_TAG = new EntityTag("held", true);

  /// Characters of directives; field names among them are the origin's.
  private static final int LONG = 256;

  private Refetched() {}

  /// What is stored, as if it came now: the origin said the same, a lifetime begins anew.
  static StoredFacts at(StoredFacts stored, Instant now) {
    Set<StoredFacts.Flag> flags = EnumSet.noneOf(StoredFacts.Flag.class);
    flags.addAll(stored.flags());
    boolean guessed = flags.remove(StoredFacts.Flag.NEGATIVE);
    flags.remove(StoredFacts.Flag.PURGED);
    return new StoredFacts(
        stored.status(),
        now,
        now,
        guessed ? null : shifted(stored.expiry(), Duration.between(stored.timestamp(), now)),
        stored.lastModified(),
        stored.etag(),
        stored.cacheControl(),
        flags,
        shifted(stored.date(), Duration.between(stored.timestamp(), now)),
        Duration.ZERO,
        Duration.ZERO);
  }

  private static @Nullable Instant shifted(@Nullable Instant instant, Duration by) {
    return instant == null ? null : instant.plus(by);
  }

  /// The same without text of the origin's that could be long.
  static StoredFacts slim(StoredFacts facts) {
    CacheControl directives = facts.cacheControl();
    boolean lists = !directives.noCacheFields().isEmpty() || !directives.privateFields().isEmpty();
    boolean isLong = lists && directives.toString().length() > LONG;
    return new StoredFacts(
        facts.status(),
        facts.responseTime(),
        facts.timestamp(),
        facts.expiry(),
        facts.lastModified(),
        facts.etag() == null ? null : SOME_TAG,
        isLong ? CacheControl.NONE : directives,
        facts.flags(),
        facts.date(),
        facts.ageValue(),
        facts.responseDelay());
  }
}
