package dev.weir.cache.entry;

import dev.weir.http.CacheControl;
import dev.weir.http.EntityTag;
import dev.weir.http.FieldSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Everything the freshness decision wants to know of a stored response, worked out once when it
/// arrived or was validated.
///
/// @param responseTime when the response head arrived
/// @param timestamp the moment the response counts as generated: age = now − timestamp, in both
///   modes
/// @param expiry end of explicit freshness on our clock; null when the response names none
/// @param date the `Date` field as sent; null when missing or malformed
/// @param ageValue the `Age` field, zero when missing or malformed (RFC 9111 §5.1)
/// @param responseDelay from sending the request to the arrival of the head (RFC 9111 §4.2.3)
public record StoredFacts(
    int status,
    Instant responseTime,
    Instant timestamp,
    @Nullable Instant expiry,
    @Nullable Instant lastModified,
    @Nullable EntityTag etag,
    CacheControl cacheControl,
    Set<Flag> flags,
    @Nullable Instant date,
    Duration ageValue,
    Duration responseDelay) {

  /// What Cache-Control, Pragma, Vary and the node's configuration make of a response once and for
  /// all.
  public enum Flag {
    /// May be used only after successful validation, however fresh.
    REVALIDATE_ALWAYS,
    /// May never be used stale (RFC 9111 §5.2.2.2, §5.2.2.8, §5.2.2.10).
    REVALIDATE_STALE,
    /// An error answer kept for `negative_ttl`.
    NEGATIVE,
    /// Made stale by the operator: no rule makes it fresh again.
    PURGED
  }

  /// Copies the flags.
  public StoredFacts {
    flags = Set.copyOf(flags);
  }

  /// The facts of a response just received, or of a stored one whose fields a 304 has updated
  /// (leave the stored `Age` out then). Give all fields of the response, those not to be stored
  /// included.
  public static StoredFacts of(
      int status,
      FieldSource responseFields,
      Instant requestTime,
      Instant responseTime,
      Interpretation reading) {
    return ArrivalTimes.facts(status, responseFields, requestTime, responseTime, reading);
  }

  /// Age at `now`, never negative (RFC 9111 §4.2.3).
  public Duration currentAge(Instant now) {
    Duration age = Duration.between(timestamp, now);
    return age.isNegative() ? Duration.ZERO : age;
  }

  /// Last-Modified, or the timestamp for want of one: what a response without Last-Modified is
  /// validated with in Squid.
  public Instant modificationTime() {
    return lastModified == null ? timestamp : lastModified;
  }

  /// Whether the origin gave something to validate with (RFC 9110 §8.8).
  public boolean hasValidator() {
    return etag != null || lastModified != null;
  }

  /// Whether the origin named a lifetime, in Cache-Control or Expires.
  public boolean hasExplicitFreshness() {
    return expiry != null && !has(Flag.NEGATIVE);
  }

  /// Whether `flag` applies.
  public boolean has(Flag flag) {
    return flags.contains(flag);
  }

  /// These facts as those of an error kept until `end`.
  public StoredFacts negativeUntil(Instant end) {
    return expiring(end, Flag.NEGATIVE);
  }

  /// These facts as those of a response an operator has made stale.
  public StoredFacts staleFrom(Instant now) {
    return expiring(expiry != null && expiry.isBefore(now) ? expiry : now, Flag.PURGED);
  }

  private StoredFacts expiring(Instant end, Flag because) {
    var all = new java.util.HashSet<>(flags);
    all.add(because);
    return new StoredFacts(
        status,
        responseTime,
        timestamp,
        end,
        lastModified,
        etag,
        cacheControl,
        all,
        date,
        ageValue,
        responseDelay);
  }
}
