package dev.weir.cache.lookup;

import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.entry.SelectingFields;
import dev.weir.cache.entry.StoredResponse;
import dev.weir.cache.entry.query.NoVarySearch;
import dev.weir.cache.store.Recall;
import dev.weir.cache.store.ResponseStore;
import dev.weir.cache.store.Variant;
import dev.weir.cache.store.Variants;
import dev.weir.cache.store.ring.Lease;
import dev.weir.http.FieldSource;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/// Finds the stored response a request selects.
public final class Lookup {

  private static final Selection ABSENT = new Selection.Absent();
  private static final Selection NO_VARIANT = new Selection.NoVariant(List.of());

  private final ResponseStore store;

  /// Over a store.
  public Lookup(ResponseStore store) {
    this.store = store;
  }

  /// The most recently stored response under `key` whose selecting fields match; counts as a use of
  /// it.
  public Selection select(CacheKey key, FieldSource requestFields, Instant now) {
    Selection own = among(key, requestFields, now);
    return own instanceof Selection.Absent || own instanceof Selection.NoVariant
        ? equivalent(key, own, requestFields, now)
        : own;
  }

  private Selection among(CacheKey key, FieldSource requestFields, Instant now) {
    Variants variants = store.get(key);
    if (variants != null) {
      for (Variant variant : variants.all()) {
        if (variant.response().selecting().matches(requestFields)) {
          return selected(key, variant, now);
        }
      }
    }
    if (store.hasMore(key, variants)) {
      return new Selection.OnDisk(key);
    }
    return variants == null ? ABSENT : NO_VARIANT;
  }

  private Selection selected(CacheKey key, Variant variant, Instant now) {
    Lease lease = store.hold(variant, now);
    if (lease == null) {
      return store.isOnDisk(key) ? new Selection.OnDisk(key) : ABSENT;
    }
    variant.use(now);
    return new Selection.Selected(variant, lease);
  }

  /// A response under another key that says its query makes no difference to this one.
  private Selection equivalent(
      CacheKey key, Selection otherwise, FieldSource requestFields, Instant now) {
    for (CacheKey other : store.equivalents(key)) {
      switch (among(other, requestFields, now)) {
        case Selection.Selected selected -> {
          if (answersFor(key, selected.variant())) {
            return selected;
          }
          selected.lease().release();
        }
        case Selection.OnDisk onDisk -> {
          return onDisk;
        }
        case Selection.NoVariant _, Selection.Absent _ -> {}
      }
    }
    return otherwise;
  }

  private static boolean answersFor(CacheKey key, Variant variant) {
    CacheKey own = variant.response().key();
    return own.equals(key) || NoVarySearch.of(variant.response().fields()).matches(own, key);
  }

  /// Reads from disk what a request for `key` selects; `then` is told on a thread that may wait, or
  /// at once when nothing can be read.
  ///
  /// @param found under which key there is something
  public void recall(
      CacheKey key,
      Selection.OnDisk found,
      FieldSource requestFields,
      Instant now,
      Consumer<Selection> then) {
    store.recall(
        found.key(),
        selecting -> selecting.matches(requestFields),
        now,
        recall -> {
          switch (recall) {
            case Recall.Found(var variant, var lease) when answersFor(key, variant) ->
                then.accept(new Selection.Selected(variant, lease));
            case Recall.Found(_, var lease) -> {
              lease.release();
              then.accept(ABSENT);
            }
            case Recall.NoVariant(var others) -> then.accept(new Selection.NoVariant(others));
            case Recall.Absent() -> then.accept(ABSENT);
          }
        });
  }

  /// All responses in memory under `key`, whatever selects them.
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
