package dev.weir.cache.store.index;

import dev.weir.cache.entry.CacheGroups;
import dev.weir.cache.store.segment.KeyHash;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// All stored responses on disk by key; reads take no lock.
///
/// While the ring is being loaded, entries come in any order: the one written last counts, and a
/// tombstone counts for what was written before it.
public final class RingIndex {

  private final int variantsPerKey;
  private final ConcurrentMap<KeyHash, List<RingEntry>> entries = new ConcurrentHashMap<>();
  private final LongAdder count = new LongAdder();
  private final LongAdder contentBytes = new LongAdder();
  private final Relations relations = new Relations();
  private final CountDownLatch loaded = new CountDownLatch(1);
  private volatile @Nullable Graves graves;

  /// An empty one.
  ///
  /// @param variantsPerKey responses of a key that stand beside each other, at most; of more the
  ///   one written first goes
  public RingIndex(int variantsPerKey) {
    this.variantsPerKey = variantsPerKey;
  }

  /// What has died by tombstones while loading: nothing of that key before this place lives.
  private record Graves(ConcurrentMap<KeyHash, Grave> byKey, List<GroupGrave> byGroup) {}

  private record GroupGrave(Grave grave, CacheGroups groups, @Nullable String origin) {

    boolean covers(RingEntry entry, Related related) {
      return grave.covers(entry)
          && (origin == null || origin.equals(related.key().origin()))
          && groups.sharesWith(related.groups());
    }
  }

  private record Grave(long generation, int offset) {

    boolean covers(RingEntry entry) {
      return entry.generation() == generation
          ? entry.offset() < offset
          : entry.generation() < generation;
    }

    boolean isBefore(Grave other) {
      return generation == other.generation ? offset < other.offset : generation < other.generation;
    }
  }

  /// Tombstones are remembered from now on.
  public void loadingBegins() {
    graves = new Graves(new ConcurrentHashMap<>(), new CopyOnWriteArrayList<>());
  }

  /// Everything on disk is in the index: what tombstones were about has been seen.
  public void loadingEnds() {
    graves = null;
    loaded.countDown();
  }

  /// Waits until everything on disk is in the index.
  public void awaitLoaded() {
    try {
      loaded.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Ways to find what is here other than by its key.
  public Relations relations() {
    return relations;
  }

  /// Whether entries may still be missing.
  public boolean isLoading() {
    return graves != null;
  }

  /// The entries of a key, latest first; none when there are none.
  public List<RingEntry> find(KeyHash key) {
    List<RingEntry> found = entries.get(key);
    return found == null ? List.of() : found;
  }

  /// Adds an entry in the place of those it replaces, unless `overtaken` says that the key has been
  /// invalidated since it was to be stored.
  public void add(KeyHash key, RingEntry entry, BooleanSupplier overtaken) {
    entries.compute(
        key,
        (_, before) -> {
          if (overtaken.getAsBoolean() || isBuried(key, entry)) {
            return before;
          }
          return before == null ? changed(List.of(), List.of(entry)) : merged(before, entry);
        });
  }

  private boolean isBuried(KeyHash key, RingEntry entry) {
    Graves dug = graves;
    Grave grave = dug == null ? null : dug.byKey.get(key);
    return grave != null && grave.covers(entry);
  }

  private List<RingEntry> merged(List<RingEntry> before, RingEntry entry) {
    List<RingEntry> after = new ArrayList<>(before.size() + 1);
    boolean lives = true;
    for (RingEntry other : before) {
      boolean excludes = !standBeside(other, entry);
      if (excludes && other.isAfter(entry)) {
        lives = false;
      }
      if (!excludes || other.isAfter(entry)) {
        after.add(other);
      }
    }
    if (lives) {
      after.add(entry);
      after.sort((one, other) -> one.isAfter(other) ? -1 : 1);
    }
    while (after.size() > variantsPerKey) {
      after.removeLast();
    }
    return changed(before, List.copyOf(after));
  }

  /// Two that vary by different values; one that varies and one that does not exclude each other.
  private static boolean standBeside(RingEntry one, RingEntry other) {
    return one.glance().selecting() != other.glance().selecting()
        && one.glance().varies()
        && other.glance().varies();
  }

  /// Removes those a response with these selecting fields will take the place of; says how many.
  public int makeWay(KeyHash key, long selecting) {
    return removeIf(key, entry -> entry.glance().givesWayTo(selecting));
  }

  /// Puts one entry in the place of another; says whether that was still there.
  public boolean replace(KeyHash key, RingEntry old, RingEntry fresh) {
    boolean[] done = new boolean[1];
    entries.computeIfPresent(
        key,
        (_, before) -> {
          if (!before.contains(old)) {
            return before;
          }
          done[0] = true;
          return changed(
              before, before.stream().map(entry -> entry.equals(old) ? fresh : entry).toList());
        });
    return done[0];
  }

  /// Removes one entry; says whether it was there.
  public boolean remove(KeyHash key, RingEntry entry) {
    return removeIf(key, entry::equals) > 0;
  }

  /// Removes everything under a key; says how much there was.
  public int removeAll(KeyHash key) {
    return removeIf(key, _ -> true);
  }

  /// Removes everything under a key, and lets nothing be loaded that was written before this place.
  public int bury(KeyHash key, long generation, int offset) {
    Graves dug = graves;
    if (dug != null) {
      dug.byKey.merge(
          key, new Grave(generation, offset), (one, other) -> one.isBefore(other) ? other : one);
    }
    Grave grave = new Grave(generation, offset);
    return removeIf(key, grave::covers);
  }

  /// Lets nothing of these groups be loaded that was written before this place.
  public void bury(CacheGroups groups, @Nullable String origin, long generation, int offset) {
    Graves dug = graves;
    if (dug != null) {
      dug.byGroup.add(new GroupGrave(new Grave(generation, offset), groups, origin));
    }
  }

  /// Whether an entry being loaded is in a group that was buried after it was written.
  public boolean isBuried(RingEntry entry, Related related) {
    Graves dug = graves;
    return dug != null && dug.byGroup.stream().anyMatch(grave -> grave.covers(entry, related));
  }

  private int removeIf(KeyHash key, Predicate<RingEntry> leaves) {
    int[] removed = new int[1];
    entries.computeIfPresent(
        key,
        (_, before) -> {
          List<RingEntry> after = before.stream().filter(leaves.negate()).toList();
          removed[0] = before.size() - after.size();
          if (removed[0] == 0) {
            return before;
          }
          changed(before, after);
          return after.isEmpty() ? null : after;
        });
    return removed[0];
  }

  /// Removes all entries of a filling of a segment, however long that takes; says how many.
  public int sweep(int segment, long generation) {
    int removed = 0;
    for (KeyHash key : entries.keySet()) {
      removed += removeIf(key, entry -> entry.isIn(segment, generation));
    }
    return removed;
  }

  private List<RingEntry> changed(List<RingEntry> before, List<RingEntry> after) {
    for (RingEntry entry : before) {
      if (!after.contains(entry)) {
        entry.drop();
      }
      count.decrement();
      contentBytes.add(-entry.glance().contentBytes());
    }
    for (RingEntry entry : after) {
      count.increment();
      contentBytes.add(entry.glance().contentBytes());
    }
    if (isRelated(before) || isRelated(after)) {
      relations.changed(related(before), related(after));
    }
    return after;
  }

  private static boolean isRelated(List<RingEntry> list) {
    for (RingEntry entry : list) {
      if (entry.related() != null) {
        return true;
      }
    }
    return false;
  }

  private static List<Related> related(List<RingEntry> list) {
    return list.stream().map(RingEntry::related).filter(Objects::nonNull).toList();
  }

  /// Stored responses.
  public long count() {
    return count.sum();
  }

  /// Their content.
  public long contentBytes() {
    return contentBytes.sum();
  }

  /// Shows every entry with its key.
  public void each(BiConsumer<KeyHash, RingEntry> visitor) {
    entries.forEach((key, list) -> list.forEach(entry -> visitor.accept(key, entry)));
  }

  /// Shows every entry.
  public void each(Consumer<RingEntry> visitor) {
    Collection<List<RingEntry>> all = entries.values();
    all.forEach(list -> list.forEach(visitor));
  }
}
