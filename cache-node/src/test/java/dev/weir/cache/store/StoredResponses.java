package dev.weir.cache.store;

import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.entry.FreshnessMode;
import dev.weir.cache.entry.SelectingFields;
import dev.weir.cache.entry.StoredContent;
import dev.weir.cache.entry.StoredFacts;
import dev.weir.cache.entry.StoredResponse;
import dev.weir.http.Fields;
import java.time.Instant;
import java.util.Map;

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

  private static StoredResponse of(String path, int contentBytes, SelectingFields selecting) {
    Fields fields = Fields.of("Cache-Control", "max-age=60");
    return new StoredResponse(
        key(path),
        200,
        null,
        fields,
        StoredContent.copyOf(new byte[contentBytes]),
        StoredFacts.of(200, fields, NOW, NOW, FreshnessMode.RFC9111),
        selecting,
        "rule");
  }
}
