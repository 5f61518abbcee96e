package dev.weir.workbench.bench.store;

import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.entry.FreshnessMode;
import dev.weir.cache.entry.Interpretation;
import dev.weir.cache.entry.SelectingFields;
import dev.weir.cache.entry.StoredContent;
import dev.weir.cache.entry.StoredFacts;
import dev.weir.cache.entry.StoredResponse;
import dev.weir.http.Fields;
import java.time.Instant;
import java.util.Random;

/// Made-up responses by number: which content belongs to which can be told at any time.
final class Corpus {

  static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private static final Fields FIELDS =
      Fields.builder()
          .add("Content-Type", "image/jpeg")
          .add("Cache-Control", "max-age=86400")
          .add("ETag", "\"7b2e-5f3c\"")
          .add("Date", "Thu, 01 Jan 2026 00:00:00 GMT")
          .add("Last-Modified", "Wed, 31 Dec 2025 00:00:00 GMT")
          .build();

  private static final StoredFacts FACTS =
      StoredFacts.of(200, FIELDS, NOW, NOW, Interpretation.untargeted(FreshnessMode.RFC9111));

  private Corpus() {}

  static CacheKey key(long number) {
    return new CacheKey("http://bench.test/pictures/" + number + ".jpg");
  }

  static StoredResponse response(long number, StoredContent content) {
    return new StoredResponse(
        key(number), 200, "OK", FIELDS, content, FACTS, SelectingFields.NONE, "line 1");
  }

  /// The octets of one response.
  static byte[] octets(long number, int length) {
    byte[] octets = new byte[length];
    new Random(number).nextBytes(octets);
    return octets;
  }

  /// Keys in an order that knows nothing of where they lie.
  static CacheKey[] shuffled(int count, int range) {
    Random random = new Random(count);
    CacheKey[] keys = new CacheKey[count];
    CacheKey[] all = new CacheKey[range];
    for (int i = 0; i < range; i++) {
      all[i] = key(i);
    }
    for (int i = 0; i < count; i++) {
      keys[i] = all[random.nextInt(range)];
    }
    return keys;
  }
}
