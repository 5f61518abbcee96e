package dev.weir.cache.store;

import dev.weir.cache.entry.CacheGroups;
import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.entry.GrowingContent;
import dev.weir.cache.entry.MemoryContent;
import dev.weir.cache.entry.SelectingFields;
import dev.weir.cache.entry.StoredFacts;
import dev.weir.cache.entry.StoredResponse;
import dev.weir.cache.partial.PartialStore;
import dev.weir.cache.store.append.Job;
import dev.weir.cache.store.index.RingEntry;
import dev.weir.cache.store.ring.DiskRing;
import dev.weir.cache.store.ring.Lease;
import dev.weir.cache.store.ring.RingContent;
import dev.weir.cache.store.ring.RingSettings;
import dev.weir.cache.store.segment.Glance;
import dev.weir.cache.store.segment.KeyHash;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Where stored responses live: a memory tier that answers at once and, where directories are
/// configured, a disk tier behind it that survives the process.
///
/// Everything goes to both, as far as each takes it; what is on disk only is read by threads that
/// may wait, and put in memory if it is worth it.
public final class ResponseStore implements AutoCloseable {

  /// Parts of representations may cost this share of what whole ones may, besides that.
  private static final int PARTS_SHARE = 16;

  private final MemoryTier memory;
  private final PartialStore parts;
  private final List<RingSettings> directories;
  private final InstantSource clock;
  private final LongAdder stored = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder notAdmitted = new LongAdder();
  private final LongAdder invalidated = new LongAdder();
  private final LongAdder memoryHits = new LongAdder();
  private final LongAdder diskHits = new LongAdder();
  private final Recalling recalling;
  private final LongAdder recallsGivenUp = new LongAdder();
  private volatile @Nullable Rings rings;

  /// An empty store in memory only.
  public ResponseStore(StoreLimits limits) {
    this(limits, List.of(), RecallJudgement.NONE, InstantSource.system());
  }

  /// A store in memory and, as soon as it is opened, in these directories; `judgement` says what of
  /// these has become untrue.
  public ResponseStore(
      StoreLimits limits,
      List<RingSettings> directories,
      RecallJudgement judgement,
      InstantSource clock) {
    this.memory = new MemoryTier(limits);
    this.recalling = new Recalling(memory, diskHits, judgement);
    this.parts = new PartialStore(limits.memoryBytes() / PARTS_SHARE);
    this.directories = List.copyOf(directories);
    this.clock = clock;
  }

  /// Opens the directories; what they hold is there bit by bit.
  ///
  /// @throws IOException when one of them cannot be had: the message says which and why
  public void open() throws IOException {
    if (!directories.isEmpty()) {
      rings = Rings.open(directories, memory.limits().variantsPerUri(), memory::isHot, clock);
    }
  }

  /// Whether more may be stored than is known yet.
  public boolean isLoading() {
    Rings disks = rings;
    return disks == null ? !directories.isEmpty() : disks.isLoading();
  }

  /// Waits until everything that is stored is known.
  public void awaitLoaded() {
    disks().forEach(DiskRing::awaitLoaded);
  }

  /// The directories that cannot be written to at present.
  public List<String> failing() {
    return disks().stream()
        .filter(DiskRing::isPaused)
        .map(ring -> ring.figures().directory())
        .toList();
  }

  /// What is in memory under a key; counts as a use of the key.
  public @Nullable Variants get(CacheKey key) {
    return memory.get(key);
  }

  /// Keeps the content of a variant found in memory readable for one who is to send it; null when
  /// that is on disk and has to be recalled first. To be released when it has been sent.
  public @Nullable Lease hold(Variant variant, Instant now) {
    if (variant.response().content() instanceof RingContent content) {
      Lease held = content.holdAtHand(now);
      if (held != null) {
        diskHits.increment();
      }
      return held;
    }
    memoryHits.increment();
    return Lease.NONE;
  }

  /// Whether there are responses on disk under a key.
  public boolean isOnDisk(CacheKey key) {
    return holding(key) != null;
  }

  /// What is in memory under a key, without counting as a use: for ICP, pages and the like.
  public @Nullable Variants peek(CacheKey key) {
    return memory.peek(key);
  }

  /// What is held in part; goes whenever what is stored under the key goes, or is whole.
  public PartialStore parts() {
    return parts;
  }

  /// Whether there are responses on disk under a key besides those in memory.
  ///
  /// @param known what is in memory
  public boolean hasMore(CacheKey key, @Nullable Variants known) {
    DiskRing ring = holding(key);
    if (ring == null) {
      return false;
    }
    return known == null
        || ring.find(key).stream().anyMatch(entry -> !known.has(entry.glance().selecting()));
  }

  /// What is known without reading of what is on disk under a key and answers for every request.
  public List<StoredFacts> glimpse(CacheKey key) {
    return glimpse(key, each -> !each.varies());
  }

  /// The same of what is on disk only and would give way to a response selected by these fields.
  public List<StoredFacts> givesWay(CacheKey key, SelectingFields to) {
    Variants known = memory.peek(key);
    long other = KeyHash.selecting(to);
    return glimpse(
        key, each -> each.givesWayTo(other) && (known == null || !known.has(each.selecting())));
  }

  private List<StoredFacts> glimpse(CacheKey key, Predicate<Glance> which) {
    DiskRing ring = holding(key);
    return ring == null
        ? List.of()
        : ring.find(key).stream().map(RingEntry::glance).filter(which).map(Glance::facts).toList();
  }

  /// Whether something under a key, in memory or on disk, was generated at `instant` or before.
  public boolean anyGeneratedBy(CacheKey key, Instant instant) {
    Variants inMemory = memory.peek(key);
    DiskRing ring = holding(key);
    boolean known =
        inMemory != null
            && inMemory.all().stream()
                .anyMatch(each -> !each.response().facts().timestamp().isAfter(instant));
    if (known || ring == null) {
      return known;
    }
    return ring.find(key).stream()
        .anyMatch(each -> !each.glance().facts().timestamp().isAfter(instant));
  }

  /// Reads the latest response on disk whose selecting fields are wanted; `then` is told on a
  /// thread that may wait, or at once when there is nothing to read or too much is being read
  /// already.
  public void recall(
      CacheKey key, Predicate<SelectingFields> wanted, Instant now, Consumer<Recall> then) {
    Rings disks = rings;
    DiskRing ring = disks == null ? null : disks.holding(key);
    if (disks == null || ring == null) {
      then.accept(new Recall.Absent());
    } else if (!disks.attempt(() -> then.accept(recalling.recall(ring, key, wanted, now)))) {
      recallsGivenUp.increment();
      then.accept(new Recall.Absent());
    }
  }

  /// Reads a response on disk with its content into memory, though not to stay there; `then` is
  /// told on a thread that may wait, or at once. Told null when it is not there any more, or too
  /// long, or too much is being read already.
  public void load(StoredResponse head, Instant now, Consumer<@Nullable StoredResponse> then) {
    Rings disks = rings;
    if (disks == null || !disks.load(recalling, head, now, then)) {
      then.accept(null);
    }
  }

  /// Puts a response in the place of those with the same selecting fields. One that no tier takes
  /// is not put in, but what it would have replaced is removed: it is no longer what the origin
  /// says.
  public Variant put(StoredResponse response, Instant now) {
    Variant variant = new Variant(response, now);
    parts.remove(response.key(), response.selecting());
    Rings disks = rings;
    boolean onDisk = disks != null && disks.put(response);
    MemoryTier.Placement placement =
        response.content() instanceof MemoryContent
            ? memory.put(variant)
            : MemoryTier.Placement.TOO_LARGE;
    switch (placement) {
      case PLACED -> stored.increment();
      case NOT_ADMITTED -> notAdmitted.increment();
      case TOO_LARGE -> {
        (onDisk ? stored : refused).increment();
        if (memory.remove(response.key()) && !onDisk) {
          invalidated.increment();
        }
      }
    }
    return variant;
  }

  /// Where content too long for memory can go while it arrives; null when it cannot be stored.
  ///
  /// @param declaredBytes its length, -1 when that is not known
  public @Nullable GrowingContent grow(CacheKey key, long declaredBytes) {
    Rings disks = rings;
    DiskRing home = disks == null ? null : disks.homeOf(key);
    return home == null ? null : home.intake().grow(key, declaredBytes);
  }

  /// Puts a validated response in the place of the one it was made from; without effect when that
  /// has gone meanwhile.
  public Variant update(StoredResponse old, StoredResponse fresh, Instant now) {
    Variant variant = new Variant(fresh, now);
    boolean replaced = memory.replace(old, variant);
    if (replaced) {
      stored.increment();
    }
    Rings disks = rings;
    if (disks != null) {
      DiskRing ring = disks.holding(old.key());
      DiskRing target = ring == null ? disks.homeOf(old.key()) : ring;
      if (target != null && (replaced || ring != null)) {
        target.intake().update(old, fresh, replaced ? Job.Otherwise.STORE : Job.Otherwise.NOTHING);
      }
    }
    return variant;
  }

  /// Removes everything under a key; says whether there was something.
  public boolean invalidate(CacheKey key) {
    boolean hadParts = parts.remove(key);
    Rings disks = rings;
    // First on disk: what is just being read from there then finds that it has gone.
    boolean onDisk = disks != null && disks.invalidate(key);
    boolean inMemory = memory.remove(key);
    if (inMemory || onDisk) {
      invalidated.increment();
    }
    return hadParts || inMemory || onDisk;
  }

  /// Removes one response; on disk, where nothing less can be buried, everything under its key.
  public void remove(StoredResponse response) {
    parts.remove(response.key(), response.selecting());
    Rings disks = rings;
    boolean onDisk = disks != null && disks.invalidate(response.key());
    if (memory.remove(response) || onDisk) {
      invalidated.increment();
    }
  }

  /// Removes everything under a key; the number of responses there were. May wait for the disk to
  /// keep up.
  public int remove(CacheKey key) {
    int count = count(key);
    keepUp();
    return invalidate(key) ? Math.max(1, count) : 0;
  }

  private int count(CacheKey key) {
    Variants inMemory = memory.peek(key);
    DiskRing ring = holding(key);
    return Math.max(
        inMemory == null ? 0 : inMemory.all().size(), ring == null ? 0 : ring.find(key).size());
  }

  /// Makes all under a key stale from `now` on; the number of responses. May wait for the disk.
  public int makeStale(CacheKey key, Instant now) {
    disks().forEach(DiskRing::awaitLoaded);
    int count = count(key);
    keepUp();
    // Whatever they know of it: what is on its way to a disk is not known there yet.
    disks().forEach(ring -> ring.intake().makeStale(key, now));
    memory.makeStale(key, now);
    return count;
  }

  /// The keys `wanted` accepts of all there are, in memory and on disk, one by one; what is on its
  /// way to disk does not arrive there if it is accepted. Waits for the disk.
  public List<CacheKey> keys(Predicate<CacheKey> wanted) {
    Set<CacheKey> keys = new LinkedHashSet<>(memory.keys(wanted));
    disks().forEach(ring -> keys.addAll(ring.keys(wanted)));
    return List.copyOf(keys);
  }

  /// The keys of responses in any of these groups; what is on its way to disk does not arrive there
  /// if it is in one.
  ///
  /// @param origin whose groups; null for those of every origin
  public List<CacheKey> keys(CacheGroups wanted, @Nullable String origin) {
    Set<CacheKey> keys = new LinkedHashSet<>(memory.relations().keys(wanted, origin));
    disks().forEach(ring -> keys.addAll(ring.keys(wanted, origin)));
    return List.copyOf(keys);
  }

  /// The keys of responses that say they answer for `key` too (No-Vary-Search), newest first.
  public List<CacheKey> equivalents(CacheKey key) {
    Set<CacheKey> keys = new LinkedHashSet<>(memory.relations().equivalents(key));
    disks().forEach(ring -> keys.addAll(ring.relations().equivalents(key)));
    return List.copyOf(keys);
  }

  /// Waits while much is still to be written.
  private void keepUp() {
    disks().forEach(DiskRing::keepUp);
  }

  private List<DiskRing> disks() {
    Rings disks = rings;
    return disks == null ? List.of() : disks.all();
  }

  private @Nullable DiskRing holding(CacheKey key) {
    Rings disks = rings;
    return disks == null ? null : disks.holding(key);
  }

  /// Waits until everything said until now would survive a power cut; says whether it would.
  public boolean flush() {
    return disks().stream().map(DiskRing::flush).reduce(true, Boolean::logicalAnd);
  }

  /// What the store holds now and has done.
  public StoreFigures figures() {
    MemoryTier.Level level = memory.level();
    return new StoreFigures(
        level.uris(),
        level.bytes(),
        memory.limitBytes(),
        stored.sum(),
        refused.sum(),
        notAdmitted.sum(),
        level.evictedForRoom() + level.evictedByEhcache(),
        level.evictedByEhcache(),
        invalidated.sum(),
        memoryHits.sum(),
        diskHits.sum(),
        recallsGivenUp.sum(),
        disks().stream().map(DiskRing::figures).toList());
  }

  /// How old what is stored is: goes through everything, so not for every request.
  public StoreAges ages(Instant now) {
    return StoreAges.of(memory, disks(), now);
  }

  @Override
  public void close() {
    Rings disks = rings;
    if (disks != null) {
      disks.close();
    }
    memory.close();
  }
}
