package dev.weir.cache.lookup;

import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.entry.SelectingFields;
import dev.weir.cache.store.ResponseStore;
import dev.weir.cache.store.Variant;
import dev.weir.cache.store.Variants;
import dev.weir.http.FieldSource;
import java.time.Instant;

/// Finds the stored response a request selects.
public final class Lookup {

  private static final Selection ABSENT = new Selection.Absent();
  private static final Selection NO_VARIANT = new Selection.NoVariant();

  private final ResponseStore store;

  /// Over a store.
  public Lookup(ResponseStore store) {
    this.store = store;
  }

  /// The most recently stored response under `key` whose selecting fields match; counts as a use of
  /// it.
  public Selection select(CacheKey key, FieldSource requestFields, Instant now) {
    Variants variants = store.get(key);
    if (variants == null) {
      return ABSENT;
    }
    for (Variant variant : variants.all()) {
      if (variant.response().selecting().matches(requestFields)) {
        variant.use(now);
        return new Selection.Selected(variant);
      }
    }
    return NO_VARIANT;
  }

  /// What is known to tell responses under `key` apart, with the values of this request: requests
  /// that differ here are not given one answer.
  public SelectingFields guess(CacheKey key, FieldSource requestFields) {
    Variants variants = store.peek(key);
    if (variants == null) {
      return SelectingFields.NONE;
    }
    return SelectingFields.of(
        variants.all().getFirst().response().selecting().names(), requestFields);
  }
}
