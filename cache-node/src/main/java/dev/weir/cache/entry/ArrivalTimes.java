package dev.weir.cache.entry;

import dev.weir.http.CacheControl;
import dev.weir.http.EntityTag;
import dev.weir.http.FieldSource;
import dev.weir.http.HttpDate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Works out, when a response arrives, since when it is old and until when it is fresh.
///
/// Both modes come down to two instants on our own clock, so that later one subtraction gives age
/// and staleness:
///
/// - RFC 9111 §4.2.3: `timestamp = response_time − corrected_initial_age`, `expiry = timestamp +
///   freshness_lifetime`, to the millisecond where the clock is ours; a missing Date is the time of
///   receipt (RFC 9110 §6.6.1).
/// - Squid counts whole seconds, takes a Date from the future or from more than a day ago for the
///   time of receipt, lets `Age` only make a response older, subtracts the whole seconds the fetch
///   took, and moves the expiry by the offset of the clocks.
final class ArrivalTimes {
  /// RFC 9111 §1.2.2: greater delta-seconds count as this.
  private static final long GREATEST_DELTA_SECONDS = 1L << 31;

  private static final Duration SQUID_BELIEVES_DATE_FOR = Duration.ofDays(1);

  private final FieldSource fields;
  private final CacheControl directives;
  private final Instant now;
  private final Duration delay;

  private ArrivalTimes(FieldSource fields, CacheControl directives, Instant now, Duration delay) {
    this.fields = fields;
    this.directives = directives;
    this.now = now;
    this.delay = delay.isNegative() ? Duration.ZERO : delay;
  }

  static StoredFacts facts(
      int status,
      FieldSource fields,
      Instant requestTime,
      Instant responseTime,
      FreshnessMode mode) {
    Duration delay = Duration.between(requestTime, responseTime);
    return switch (mode) {
      case SQUID ->
          new ArrivalTimes(
                  fields,
                  acceleratorDirectives(fields),
                  responseTime.truncatedTo(ChronoUnit.SECONDS),
                  delay)
              .squid(status, responseTime);
      case RFC9111 ->
          new ArrivalTimes(fields, CacheControl.of(fields), responseTime, delay).rfc9111(status);
    };
  }

  /// Surrogate-Control with a lifetime takes the place of Cache-Control.
  private static CacheControl acceleratorDirectives(FieldSource fields) {
    CacheControl surrogate = SurrogateControl.of(fields);
    return surrogate != null && surrogate.maxAge() >= 0 ? surrogate : CacheControl.of(fields);
  }

  private StoredFacts rfc9111(int status) {
    Instant date = date("date");
    Instant dateValue = date == null ? now : date;
    // RFC 9111 §4.2.3; Date counts whole seconds, so nothing below a second of apparent age is
    // known.
    Duration apparentAge = Duration.between(dateValue, now).truncatedTo(ChronoUnit.SECONDS);
    Duration correctedAgeValue = ageValue().plus(delay);
    Duration initialAge =
        apparentAge.compareTo(correctedAgeValue) > 0 ? apparentAge : correctedAgeValue;
    Instant timestamp = now.minus(initialAge);
    Duration lifetime = lifetime(dateValue);
    return built(status, now, timestamp, lifetime == null ? null : timestamp.plus(lifetime));
  }

  /// RFC 9111 §4.2.1, in its order.
  private @Nullable Duration lifetime(Instant dateValue) {
    long seconds = explicitSeconds();
    if (seconds >= 0) {
      return Duration.ofSeconds(seconds);
    }
    if (!fields.contains("expires")) {
      return null;
    }
    Instant expires = date("expires");
    // RFC 9111 §5.3: what is no date, "0" above all, has already expired.
    return expires == null ? Duration.ZERO : Duration.between(dateValue, expires);
  }

  private StoredFacts squid(int status, Instant responseTime) {
    Instant date = date("date");
    Instant served = date == null || notBelieved(date) ? now : date;
    Duration age = ageValue();
    if (age.compareTo(Duration.between(served, now)) > 0) {
      served = now.minus(age);
    }
    served = served.minusSeconds(delay.toSeconds());
    Instant expiry = squidExpiry(date);
    if (expiry != null && date != null) {
      expiry = served.plus(Duration.between(date, expiry));
    }
    return built(status, responseTime, served, expiry);
  }

  private boolean notBelieved(Instant date) {
    return date.isAfter(now) || date.isBefore(now.minus(SQUID_BELIEVES_DATE_FOR));
  }

  private @Nullable Instant squidExpiry(@Nullable Instant date) {
    long seconds = explicitSeconds();
    if (seconds >= 0) {
      return date == null ? now : date.plusSeconds(seconds);
    }
    if (!fields.contains("expires")) {
      return null;
    }
    Instant expires = date("expires");
    return expires == null ? now : expires;
  }

  private long explicitSeconds() {
    long shared = directives.sMaxage();
    return shared >= 0 ? shared : directives.maxAge();
  }

  private StoredFacts built(
      int status, Instant responseTime, Instant timestamp, @Nullable Instant expiry) {
    String tag = fields.first("etag");
    return new StoredFacts(
        status,
        responseTime,
        timestamp,
        expiry,
        date("last-modified"),
        tag == null ? null : EntityTag.parse(tag),
        directives,
        flags(),
        date("date"),
        ageValue(),
        delay);
  }

  private Set<StoredFacts.Flag> flags() {
    Set<StoredFacts.Flag> flags = EnumSet.noneOf(StoredFacts.Flag.class);
    if (directives.noCache() || directives.isPrivate() || variesOnEverything() || pragmaNoCache()) {
      flags.add(StoredFacts.Flag.REVALIDATE_ALWAYS);
    }
    if (directives.mustRevalidate() || directives.proxyRevalidate() || directives.sMaxage() >= 0) {
      flags.add(StoredFacts.Flag.REVALIDATE_STALE);
    }
    return flags;
  }

  private boolean variesOnEverything() {
    return SelectingFields.namesIn(fields).contains("*");
  }

  /// Only without Cache-Control: RFC 9111 §5.4.
  private boolean pragmaNoCache() {
    if (fields.contains("cache-control")) {
      return false;
    }
    return FieldWords.of(fields.lines("pragma")).contains("no-cache");
  }

  private Duration ageValue() {
    String line = fields.first("age");
    return line == null ? Duration.ZERO : Duration.ofSeconds(deltaSeconds(line));
  }

  /// RFC 9111 §5.1: the first member counts; what is not a non-negative integer is ignored.
  private static long deltaSeconds(String line) {
    int comma = line.indexOf(',');
    String first = (comma < 0 ? line : line.substring(0, comma)).strip();
    if (first.isEmpty() || !first.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return 0;
    }
    return first.length() > 10
        ? GREATEST_DELTA_SECONDS
        : Math.min(GREATEST_DELTA_SECONDS, Long.parseLong(first));
  }

  private @Nullable Instant date(String name) {
    String line = fields.first(name);
    return line == null ? null : HttpDate.parse(line.strip(), InstantSource.fixed(now));
  }
}
