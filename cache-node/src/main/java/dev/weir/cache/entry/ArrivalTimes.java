package dev.weir.cache.entry;

import dev.weir.http.DeltaSeconds;
import dev.weir.http.EntityTag;
import dev.weir.http.FieldSource;
import dev.weir.http.HttpDate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
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
  private static final Duration SQUID_BELIEVES_DATE_FOR = Duration.ofDays(1);

  private final FieldSource fields;
  private final Directives directives;
  private final Instant now;
  private final Duration delay;

  private ArrivalTimes(FieldSource fields, Directives directives, Instant now, Duration delay) {
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
      Interpretation reading) {
    Directives directives = Directives.of(fields, reading);
    Duration delay = Duration.between(requestTime, responseTime);
    return switch (reading.mode()) {
      case SQUID -> {
        Instant second = responseTime.truncatedTo(ChronoUnit.SECONDS);
        yield new ArrivalTimes(fields, directives, second, delay).squid(status, responseTime);
      }
      case RFC9111 -> new ArrivalTimes(fields, directives, responseTime, delay).rfc9111(status);
    };
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
    long seconds = directives.lifetimeSeconds();
    if (seconds >= 0) {
      return Duration.ofSeconds(seconds);
    }
    String line = directives.expires(fields);
    if (line == null) {
      return null;
    }
    Instant expires = parsed(line);
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
    long seconds = directives.lifetimeSeconds();
    if (seconds >= 0) {
      return date == null ? now : date.plusSeconds(seconds);
    }
    String line = directives.targeted() ? null : fields.first("expires");
    if (line == null) {
      return null;
    }
    Instant expires = parsed(line);
    return expires == null ? now : expires;
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
        directives.cacheControl(),
        directives.flags(fields),
        date("date"),
        ageValue(),
        delay);
  }

  /// RFC 9111 §5.1: the first member counts; what is not a non-negative integer is ignored.
  private Duration ageValue() {
    String line = fields.first("age");
    if (line == null) {
      return Duration.ZERO;
    }
    int comma = line.indexOf(',');
    String first = (comma < 0 ? line : line.substring(0, comma)).strip();
    return Duration.ofSeconds(Math.max(0, DeltaSeconds.parse(first)));
  }

  private @Nullable Instant date(String name) {
    String line = fields.first(name);
    return line == null ? null : parsed(line);
  }

  private @Nullable Instant parsed(String line) {
    return HttpDate.parse(line.strip(), InstantSource.fixed(now));
  }
}
