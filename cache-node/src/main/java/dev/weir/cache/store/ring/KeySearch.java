package dev.weir.cache.store.ring;

import dev.weir.cache.entry.CacheGroups;
import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.store.append.WritingSide;
import dev.weir.cache.store.index.EntryReading;
import dev.weir.cache.store.index.Pending;
import dev.weir.cache.store.index.RingEntry;
import dev.weir.cache.store.index.RingIndex;
import dev.weir.cache.store.segment.EntryMetadata;
import dev.weir.cache.store.segment.KeyHash;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Finds the keys of what is to become untrue, of whose keys the index knows no more than hashes.
/// What is on its way to disk meanwhile and belongs to them does not arrive.
final class KeySearch {

  private final RingIndex index;
  private final Pending pending;
  private final WritingSide writing;
  private final EntryReading reading;

  KeySearch(RingIndex index, Pending pending, WritingSide writing, EntryReading reading) {
    this.index = index;
    this.pending = pending;
    this.writing = writing;
    this.reading = reading;
  }

  private record Place(KeyHash key, RingEntry entry) {}

  /// Reads the metadata of everything, in the order it lies on disk.
  List<CacheKey> keys(Predicate<CacheKey> wanted) {
    index.awaitLoaded();
    pending.overtake(response -> wanted.test(response.key()));
    List<Place> places = new ArrayList<>();
    index.each((key, entry) -> places.add(new Place(key, entry)));
    places.sort(
        Comparator.comparingInt((Place place) -> place.entry().segment())
            .thenComparingInt(place -> place.entry().offset()));
    List<CacheKey> keys = new ArrayList<>();
    for (Place place : places) {
      CacheKey key = read(place);
      if (key != null && wanted.test(key)) {
        keys.add(key);
      }
    }
    return keys;
  }

  private @Nullable CacheKey read(Place place) {
    try {
      EntryMetadata metadata = reading.read(place.key(), place.entry());
      return metadata == null ? null : metadata.head().key();
    } catch (IOException e) {
      // It cannot be served either.
      return null;
    }
  }

  /// Does not wait: the index knows what belongs to groups, and what is not loaded yet is kept from
  /// being so.
  List<CacheKey> keys(CacheGroups wanted, @Nullable String origin) {
    pending.overtake(response ->
        (origin == null || origin.equals(response.key().origin()))
            && wanted.sharesWith(CacheGroups.of(response.fields())));
    writing.bury(wanted, origin);
    return index.relations().keys(wanted, origin);
  }
}
