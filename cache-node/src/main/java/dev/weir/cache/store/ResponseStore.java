package dev.weir.cache.store;

import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.entry.DiskContent;
import dev.weir.cache.entry.GrowingContent;
import dev.weir.cache.entry.MemoryContent;
import dev.weir.cache.entry.SelectingFields;
import dev.weir.cache.entry.StoredFacts;
import dev.weir.cache.entry.StoredResponse;
import dev.weir.cache.partial.PartialStore;
import dev.weir.cache.store.append.Job;
import dev.weir.cache.store.append.LargeObject;
import dev.weir.cache.store.index.RingEntry;
import dev.weir.cache.store.ring.DiskRing;
import dev.weir.cache.store.ring.Lease;
import dev.weir.cache.store.ring.Recalled;
import dev.weir.cache.store.ring.RingContent;
import dev.weir.cache.store.ring.RingSettings;
import dev.weir.cache.store.segment.EntryMetadata;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Where stored responses live: a memory tier that answers at once and, where directories are
/// configured, a disk tier behind it that survives the process.
///
/// Everything stored goes to both, as far as each takes it; what is found on disk only is read by a
/// thread that may wait, and put in memory if it is worth it.
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
  private final LongAdder recallsGivenUp = new LongAdder();
  private volatile @Nullable Rings rings;

  /// An empty store in memory only.
  public ResponseStore(StoreLimits limits) {
    this(limits, List.of(), InstantSource.system());
  }

  /// A store in memory and, as soon as it is opened, in these directories.
  public ResponseStore(StoreLimits limits, List<RingSettings> directories, InstantSource clock) {
    this.memory = new MemoryTier(limits);
    this.parts = new PartialStore(limits.memoryBytes() / PARTS_SHARE);
    this.directories = List.copyOf(directories);
    this.clock = clock;
  }

  /// Opens the directories; what they hold is there bit by bit.
  ///
  /// @throws IOException when one of them cannot be had: the message says which and why
  public void open() throws IOException {
    if (!directories.isEmpty()) {
      rings = Rings.open(directories, memory::isHot, clock);
    }
  }

  /// Whether more may be stored than is known yet.
  public boolean isLoading() {
    Rings disks = rings;
    return disks == null ? !directories.isEmpty() : disks.isLoading();
  }

  /// The directories that cannot be written to at present.
  public List<String> failing() {
    Rings disks = rings;
    return disks == null
        ? List.of()
        : disks.all().stream()
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
    Rings disks = rings;
    return disks != null && disks.holding(key) != null;
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
    Rings disks = rings;
    DiskRing ring = disks == null ? null : disks.holding(key);
    if (ring == null) {
      return false;
    }
    return known == null
        || ring.find(key).stream().anyMatch(entry -> !known.has(entry.glance().selecting()));
  }

  /// The facts of what is on disk under a key, as far as they are known without reading it.
  public List<StoredFacts> glimpse(CacheKey key) {
    Rings disks = rings;
    DiskRing ring = disks == null ? null : disks.holding(key);
    return ring == null
        ? List.of()
        : ring.find(key).stream().map(entry -> entry.glance().facts()).toList();
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
    } else if (!disks.attempt(() -> then.accept(recalled(ring, key, wanted, now)))) {
      recallsGivenUp.increment();
      then.accept(new Recall.Absent());
    }
  }

  private Recall recalled(
      DiskRing ring, CacheKey key, Predicate<SelectingFields> wanted, Instant now) {
    List<RingEntry> before = ring.find(key);
    return switch (ring.recall(key, wanted, this::isForMemory, now)) {
      case Recalled.Absent() -> new Recall.Absent();
      case Recalled.NoVariant() -> new Recall.NoVariant();
      case Recalled.Found(var response, var lease) -> {
        diskHits.increment();
        Variant variant = Variant.recalled(response, now);
        // Dropped or replaced since it was read: then it must not come back.
        BooleanSupplier stillThere = () -> ring.find(key).equals(before);
        if (response.content() instanceof MemoryContent) {
          memory.promote(new Variant(response, now), stillThere);
        } else if (isWorthRemembering(response)) {
          memory.promote(variant, stillThere);
        }
        yield new Recall.Found(variant, lease);
      }
    };
  }

  /// While there is room, what is on disk is in memory too.
  private boolean isForMemory(EntryMetadata metadata) {
    long octets = metadata.head().octets() + metadata.contentBytes();
    return memory.canHold(octets) && memory.hasRoom(octets);
  }

  /// When there is none, the page cache has the content of what is asked for again and again, and
  /// memory no more than the rest of it.
  private boolean isWorthRemembering(StoredResponse response) {
    return response.content() instanceof RingContent content
        && content.isShort()
        && memory.canHold(response.octets())
        && memory.admits(response.key(), response.octets());
  }

  /// Puts a response in the place of those with the same selecting fields. One that no tier takes
  /// is not put in, but what it would have replaced is removed: it is no longer what the origin
  /// says.
  public Variant put(StoredResponse response, Instant now) {
    Variant variant = new Variant(response, now);
    parts.remove(response.key(), response.selecting());
    boolean onDisk = putOnDisk(response);
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

  private boolean putOnDisk(StoredResponse response) {
    Rings disks = rings;
    DiskRing home = disks == null ? null : disks.homeOf(response.key());
    if (disks == null || home == null) {
      return false;
    }
    disks.clearElsewhere(response.key(), home);
    switch (response.content()) {
      case MemoryContent content -> home.intake().put(response, content);
      case LargeObject content -> home.intake().finish(response, content);
      case DiskContent _ -> {
        return false;
      }
    }
    return true;
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

  /// What the store holds now and has done.
  public StoreFigures figures() {
    MemoryTier.Level level = memory.level();
    Rings disks = rings;
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
        disks == null ? List.of() : disks.all().stream().map(DiskRing::figures).toList());
  }

  /// How old what is stored is: goes through everything, so not for every request.
  public StoreAges ages(Instant now) {
    StoreAges.Tally inMemory = new StoreAges.Tally(now);
    memory.each(variant -> inMemory.count(variant.response().facts().responseTime()));
    StoreAges.Tally onDisk = new StoreAges.Tally(now);
    Rings disks = rings;
    if (disks != null) {
      disks
          .all()
          .forEach(ring ->
              ring.each(
                  entry -> onDisk.count(Instant.ofEpochMilli(entry.glance().storedMillis()))));
    }
    return new StoreAges(inMemory.buckets(), onDisk.buckets());
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
