package dev.weir.cache.lookup;

import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.entry.SelectingFields;
import dev.weir.cache.store.Recall;
import dev.weir.cache.store.ResponseStore;
import dev.weir.cache.store.Variant;
import dev.weir.cache.store.Variants;
import dev.weir.cache.store.ring.Lease;
import dev.weir.http.FieldSource;
import java.time.Instant;
import java.util.function.Consumer;

/// Finds the stored response a request selects.
public final class Lookup {

  private static final Selection ABSENT = new Selection.Absent();
  private static final Selection NO_VARIANT = new Selection.NoVariant();
  private static final Selection ON_DISK = new Selection.OnDisk();

  private final ResponseStore store;

  /// Over a store.
  public Lookup(ResponseStore store) {
    this.store = store;
  }

  /// The most recently stored response under `key` whose selecting fields match; counts as a use of
  /// it.
  public Selection select(CacheKey key, FieldSource requestFields, Instant now) {
    Variants variants = store.get(key);
    if (variants != null) {
      for (Variant variant : variants.all()) {
        if (variant.response().selecting().matches(requestFields)) {
          return selected(key, variant, now);
        }
      }
    }
    if (store.hasMore(key, variants)) {
      return ON_DISK;
    }
    return variants == null ? ABSENT : NO_VARIANT;
  }

  private Selection selected(CacheKey key, Variant variant, Instant now) {
    Lease lease = store.hold(variant, now);
    if (lease == null) {
      return store.isOnDisk(key) ? ON_DISK : ABSENT;
    }
    variant.use(now);
    return new Selection.Selected(variant, lease);
  }

  /// Reads from disk what a request selects; `then` is told on a thread that may wait, or at once
  /// when nothing can be read.
  public void recall(
      CacheKey key, FieldSource requestFields, Instant now, Consumer<Selection> then) {
    store.recall(
        key,
        selecting -> selecting.matches(requestFields),
        now,
        recall -> {
          switch (recall) {
            case Recall.Found(var variant, var lease) ->
                then.accept(new Selection.Selected(variant, lease));
            case Recall.NoVariant() -> then.accept(NO_VARIANT);
            case Recall.Absent() -> then.accept(ABSENT);
          }
        });
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
