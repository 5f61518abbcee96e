package dev.weir.cache.lookup;

import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.entry.SelectingFields;
import dev.weir.cache.entry.StoredResponse;
import dev.weir.cache.entry.query.NoVarySearch;
import dev.weir.cache.store.ResponseStore;
import dev.weir.cache.store.Variant;
import dev.weir.cache.store.Variants;
import dev.weir.http.FieldSource;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
    Variant selected = variants == null ? null : matching(variants, requestFields);
    if (selected == null) {
      selected = equivalent(key, requestFields);
    }
    if (selected != null) {
      selected.use(now);
      return new Selection.Selected(selected);
    }
    return variants == null ? ABSENT : NO_VARIANT;
  }

  private static @Nullable Variant matching(Variants variants, FieldSource requestFields) {
    for (Variant variant : variants.all()) {
      if (variant.response().selecting().matches(requestFields)) {
        return variant;
      }
    }
    return null;
  }

  /// A response under another key that says its query makes no difference to this one.
  private @Nullable Variant equivalent(CacheKey key, FieldSource requestFields) {
    for (CacheKey other : store.equivalents(key)) {
      Variants variants = store.get(other);
      Variant variant = variants == null ? null : matching(variants, requestFields);
      if (variant != null && NoVarySearch.of(variant.response().fields()).matches(other, key)) {
        return variant;
      }
    }
    return null;
  }

  /// All responses stored under `key`, whatever selects them.
  public List<StoredResponse> all(CacheKey key) {
    Variants variants = store.peek(key);
    return variants == null ? List.of() : variants.all().stream().map(Variant::response).toList();
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
