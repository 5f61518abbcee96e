package dev.weir.cache.entry;

import dev.weir.http.CacheControl;
import dev.weir.http.FieldSource;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The directives that count for a response.
///
/// @param targeted whether they come from a targeted field, so that neither Cache-Control nor
///   Expires nor Pragma has a say (RFC 9213 §2.2)
record Directives(CacheControl cacheControl, boolean targeted) {

  static Directives of(FieldSource fields, Interpretation reading) {
    CacheControl targeted = CacheControl.ofTargeted(fields, reading.targets());
    if (targeted != null) {
      return new Directives(targeted, true);
    }
    CacheControl usual =
        reading.mode() == FreshnessMode.SQUID ? accelerators(fields) : CacheControl.of(fields);
    return new Directives(usual, false);
  }

  /// Surrogate-Control with a lifetime takes the place of Cache-Control in Squid.
  private static CacheControl accelerators(FieldSource fields) {
    CacheControl surrogate = SurrogateControl.of(fields);
    return surrogate != null && surrogate.maxAge() >= 0 ? surrogate : CacheControl.of(fields);
  }

  /// Seconds of explicit freshness, [CacheControl#ABSENT] if none: `s-maxage` before `max-age` (RFC
  /// 9111 §4.2.1).
  long lifetimeSeconds() {
    long shared = cacheControl.sMaxage();
    return shared >= 0 ? shared : cacheControl.maxAge();
  }

  /// The line of Expires that counts; null if none does. Several that differ cannot be told apart,
  /// and then the response is taken for stale (RFC 9111 §4.2.1).
  @Nullable String expires(FieldSource fields) {
    if (targeted) {
      return null;
    }
    String first = fields.first("expires");
    boolean contradictory =
        first != null && fields.lines("expires").stream().anyMatch(line -> !line.equals(first));
    return contradictory ? "0" : first;
  }

  Set<StoredFacts.Flag> flags(FieldSource fields) {
    Set<StoredFacts.Flag> flags = EnumSet.noneOf(StoredFacts.Flag.class);
    if (cacheControl.noCache()
        || cacheControl.isPrivate()
        || SelectingFields.namesIn(fields).contains("*")
        || pragmaNoCache(fields)) {
      flags.add(StoredFacts.Flag.REVALIDATE_ALWAYS);
    }
    if (cacheControl.mustRevalidate()
        || cacheControl.proxyRevalidate()
        || cacheControl.sMaxage() >= 0) {
      flags.add(StoredFacts.Flag.REVALIDATE_STALE);
    }
    return flags;
  }

  /// Only without Cache-Control: RFC 9111 §5.4.
  private boolean pragmaNoCache(FieldSource fields) {
    return !targeted
        && !fields.contains("cache-control")
        && FieldWords.of(fields.lines("pragma")).contains("no-cache");
  }
}
