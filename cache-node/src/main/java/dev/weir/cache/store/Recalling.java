package dev.weir.cache.store;

import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.entry.MemoryContent;
import dev.weir.cache.entry.SelectingFields;
import dev.weir.cache.entry.StoredResponse;
import dev.weir.cache.store.index.RingEntry;
import dev.weir.cache.store.ring.DiskRing;
import dev.weir.cache.store.ring.Recalled;
import dev.weir.cache.store.ring.RingContent;
import dev.weir.cache.store.segment.EntryMetadata;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Reads responses back from disk, and decides what of them memory is to have from then on.
final class Recalling {

  private final MemoryTier memory;
  private final LongAdder found;

  Recalling(MemoryTier memory, LongAdder found) {
    this.memory = memory;
    this.found = found;
  }

  /// May wait for the disk. Whatever goes wrong, there is an answer: somebody waits for it.
  Recall recall(DiskRing ring, CacheKey key, Predicate<SelectingFields> wanted, Instant now) {
    try {
      return read(ring, key, wanted, now);
    } catch (RuntimeException | Error e) {
      ring.unreadable(e);
      return new Recall.Absent();
    }
  }

  private Recall read(DiskRing ring, CacheKey key, Predicate<SelectingFields> wanted, Instant now) {
    Instant staleBefore = ring.staleSince(key);
    List<RingEntry> before = ring.find(key);
    return switch (ring.recall(key, wanted, this::isForMemory, now)) {
      case Recalled.Absent() -> new Recall.Absent();
      case Recalled.NoVariant(var others) -> new Recall.NoVariant(others);
      case Recalled.Found(var response, var lease) -> {
        found.increment();
        // Dropped, replaced or made stale since it was read: then it must not come back.
        BooleanSupplier stillThere =
            () ->
                ring.find(key).equals(before) && Objects.equals(ring.staleSince(key), staleBefore);
        try {
          Variant variant = Variant.recalled(response, now);
          remember(variant, stillThere, now);
          yield new Recall.Found(variant, lease);
        } catch (RuntimeException | Error e) {
          lease.release();
          throw e;
        }
      }
    };
  }

  private void remember(Variant variant, BooleanSupplier stillThere, Instant now) {
    StoredResponse response = variant.response();
    if (response.content() instanceof MemoryContent) {
      memory.promote(new Variant(response, now), stillThere);
    } else if (isWorthRemembering(response)) {
      memory.promote(variant, stillThere);
    }
  }

  /// Reads the response with these selecting fields into memory, whether or not there is room for
  /// it there; `then` is told, null when that cannot be.
  void load(
      DiskRing ring, StoredResponse head, Instant now, Consumer<@Nullable StoredResponse> then) {
    StoredResponse loaded = null;
    try {
      if (ring.recall(head.key(), head.selecting()::equals, this::isHeldAtAll, now)
          instanceof Recalled.Found(var response, var lease)) {
        // What is too long has been left where it is.
        loaded = response.content() instanceof MemoryContent ? response : null;
        lease.release();
      }
    } finally {
      then.accept(loaded);
    }
  }

  private boolean isHeldAtAll(EntryMetadata metadata) {
    return memory.canHold(metadata.head().octets() + metadata.contentBytes());
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
}
