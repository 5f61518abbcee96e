package dev.weir.cache.store;

import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.entry.FreshnessMode;
import dev.weir.cache.entry.Interpretation;
import dev.weir.cache.entry.SelectingFields;
import dev.weir.cache.entry.StoredContent;
import dev.weir.cache.entry.StoredFacts;
import dev.weir.cache.entry.StoredResponse;
import dev.weir.http.Fields;
import java.time.Instant;
import java.util.Map;
import java.util.Random;

/// Stored responses of a chosen size.
final class StoredResponses {

  static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private StoredResponses() {}

  static CacheKey key(String path) {
    return CacheKey.of("http://site.test" + path);
  }

  static StoredResponse of(String path, int contentBytes) {
    return of(path, contentBytes, SelectingFields.NONE);
  }

  static StoredResponse variant(String path, String language) {
    return of(path, 10, new SelectingFields(Map.of("accept-language", language)));
  }

  /// Content that tells which response it belongs to, wherever one looks.
  static byte[] pattern(String path, int length) {
    byte[] octets = new byte[length];
    new Random(path.hashCode()).nextBytes(octets);
    return octets;
  }

  /// A response with [#pattern] as its content.
  static StoredResponse patterned(String path, int length) {
    return of(path, StoredContent.copyOf(pattern(path, length)), SelectingFields.NONE);
  }

  private static StoredResponse of(String path, int contentBytes, SelectingFields selecting) {
    return of(path, StoredContent.copyOf(new byte[contentBytes]), selecting);
  }

  static StoredResponse of(String path, StoredContent content, SelectingFields selecting) {
    Fields fields = Fields.of("Cache-Control", "max-age=60");
    return new StoredResponse(
        key(path),
        200,
        null,
        fields,
        content,
        StoredFacts.of(200, fields, NOW, NOW, Interpretation.untargeted(FreshnessMode.RFC9111)),
        selecting,
        "rule");
  }
}
