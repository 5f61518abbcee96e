package dev.weir.cache.store;

import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.entry.DiskContent;
import dev.weir.cache.entry.SelectingFields;
import dev.weir.cache.entry.StoredResponse;
import dev.weir.cache.store.index.Related;
import dev.weir.cache.store.segment.KeyHash;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All stored responses of one URI, most recently stored first (RFC 9111 §4.1); immutable, a change
/// makes another.
public final class Variants {

  private final CacheKey key;
  private final List<Variant> variants;
  private final Residence residence;
  private final long octets;
  private final List<Related> related;

  Variants(CacheKey key, List<Variant> variants, Residence residence) {
    this.key = key;
    this.variants = List.copyOf(variants);
    this.residence = residence;
    this.related = Related.of(this.variants.stream().map(Variant::response).toList());
    this.octets = variants.stream().mapToLong(variant -> variant.response().octets()).sum();
  }

  /// The URI.
  public CacheKey key() {
    return key;
  }

  /// The responses, most recently stored first.
  public List<Variant> all() {
    return variants;
  }

  /// What they cost in memory.
  public long octets() {
    return octets;
  }

  /// Whether one of them is selected by these values: see [KeyHash#selecting].
  boolean has(long selecting) {
    return variants.stream()
        .anyMatch(variant -> KeyHash.selecting(variant.response().selecting()) == selecting);
  }

  /// Whether a variant older than these can stand beside all of them.
  boolean hasPlaceFor(Variant older) {
    SelectingFields selecting = older.response().selecting();
    return variants.stream()
        .allMatch(
            newer -> standsBeside(selecting, newer.response().selecting()) || gives(newer, older));
  }

  /// Whether one gives way to another recalled from the same disk: what is known of where its
  /// content lies may be out of date.
  private static boolean gives(Variant known, Variant recalled) {
    StoredResponse response = known.response();
    return response.content() instanceof DiskContent
        && response.selecting().equals(recalled.response().selecting())
        && !response.facts().responseTime().isAfter(recalled.response().facts().responseTime());
  }

  /// What else than their key they can be found by.
  List<Related> related() {
    return related;
  }

  Residence residence() {
    return residence;
  }

  /// These with `newest` in front, without those it takes the place of, and at most `limit` in
  /// number: the ones not used for longest go.
  ///
  /// A response takes the place of those selected by the same values. As nothing else can tell them
  /// apart, one that varies and one that does not cannot stand side by side: the older goes.
  Variants with(Variant newest, int limit) {
    SelectingFields selecting = newest.response().selecting();
    List<Variant> kept = new ArrayList<>();
    kept.add(newest);
    for (Variant other : variants) {
      if (standsBeside(other.response().selecting(), selecting)) {
        kept.add(other);
      }
    }
    while (kept.size() > limit) {
      kept.remove(leastRecentlyUsed(kept));
    }
    return new Variants(key, kept, residence);
  }

  private static boolean standsBeside(SelectingFields older, SelectingFields newer) {
    return !older.equals(newer) && !older.names().isEmpty() && !newer.names().isEmpty();
  }

  /// Of several used at the same time the one stored first.
  private static Variant leastRecentlyUsed(List<Variant> newestFirst) {
    return newestFirst.reversed().stream()
        .limit(newestFirst.size() - 1L)
        .min(Comparator.comparingLong(Variant::lastUsedMillis))
        .orElseThrow();
  }

  /// These made stale.
  Variants staleFrom(Instant now) {
    List<Variant> stale = new ArrayList<>(variants.size());
    for (Variant variant : variants) {
      StoredResponse old = variant.response();
      stale.add(new Variant(old.withFreshened(old.fields(), old.facts().staleFrom(now)), now));
    }
    return new Variants(key, stale, residence);
  }

  /// These without `gone`, or null when it is not among them any more.
  @Nullable Variants without(StoredResponse gone) {
    List<Variant> left =
        variants.stream().filter(variant -> !variant.response().equals(gone)).toList();
    return left.size() == variants.size() ? null : new Variants(key, left, residence);
  }

  /// These with `fresh` in the place of `old`, or null when `old` is not among them any more.
  @Nullable Variants replacing(StoredResponse old, Variant fresh) {
    List<Variant> changed = new ArrayList<>(variants.size());
    boolean found = false;
    for (Variant variant : variants) {
      boolean isOld = variant.response().equals(old);
      found |= isOld;
      changed.add(isOld ? fresh : variant);
    }
    return found ? new Variants(key, changed, residence) : null;
  }
}
