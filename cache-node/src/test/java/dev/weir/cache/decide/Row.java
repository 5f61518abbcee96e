package dev.weir.cache.decide;

import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.entry.FreshnessMode;
import dev.weir.cache.entry.Interpretation;
import dev.weir.cache.entry.StoredFacts;
import dev.weir.http.Fields;
import dev.weir.http.HttpDate;
import java.time.Instant;

/// One row of a decision table: messages written as `Name: value; Name: value`, `-` for none. A
/// value `@-60` is the HTTP date 60 seconds before arrival.
final class Row {
  static final Instant ARRIVAL = Instant.parse("2026-11-20T12:00:00Z");

  private Row() {}

  static Fields fields(String text) {
    Fields.Builder fields = Fields.builder();
    if (!text.equals("-")) {
      for (String line : text.split(";")) {
        int colon = line.indexOf(':');
        fields.add(line.substring(0, colon).strip(), value(line.substring(colon + 1).strip()));
      }
    }
    return fields.build();
  }

  static StoredFacts stored(int status, String response, FreshnessMode mode) {
    return StoredFacts.of(status, fields(response), ARRIVAL, ARRIVAL, reading(mode));
  }

  /// As a node reads without a word about targeted fields.
  static Interpretation reading(FreshnessMode mode) {
    return switch (mode) {
      case SQUID -> Interpretation.untargeted(mode);
      case RFC9111 -> new Interpretation(mode, CachePolicy.CDN_ALONE);
    };
  }

  static RequestFacts request(String method, String path, String request) {
    return RequestFacts.of(method, CacheKey.of("http", "a", path), fields(request));
  }

  static RequestFacts get(String request) {
    return request("GET", "/page", request);
  }

  private static String value(String text) {
    return text.startsWith("@")
        ? HttpDate.format(ARRIVAL.plusSeconds(Long.parseLong(text.substring(1))))
        : text;
  }
}
