package dev.weir.cache.entry;

import dev.weir.http.Fields;
import org.jspecify.annotations.Nullable;

/// A complete response in the cache; immutable, so that it can be read by many connections at once.
///
/// @param reason the reason phrase as received; null when there was none
/// @param fields end-to-end fields only, without per-hop diagnostics
/// @param ruleName the `refresh_pattern` it was stored under, for explanations
public record StoredResponse(
    CacheKey key,
    int status,
    @Nullable String reason,
    Fields fields,
    StoredContent content,
    StoredFacts facts,
    SelectingFields selecting,
    String ruleName) {

  /// Rough cost of the objects around fields and content, in octets; measured order of magnitude,
  /// not an exact size.
  private static final int OVERHEAD_OCTETS = 512;

  /// The same response after successful validation, with updated fields and facts (RFC 9111
  /// §4.3.4).
  public StoredResponse withFreshened(Fields freshFields, StoredFacts freshFacts) {
    return new StoredResponse(
        key, status, reason, freshFields, content, freshFacts, selecting, ruleName);
  }

  /// What the response costs in memory, in octets: content where it is in memory, fields, key and a
  /// fixed overhead.
  public long octets() {
    return content.octetsInMemory() + fields.octets() + key.uri().length() + OVERHEAD_OCTETS;
  }
}
