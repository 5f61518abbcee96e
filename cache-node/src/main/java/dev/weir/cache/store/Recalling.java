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
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/// Reads responses back from disk, and decides what of them memory is to have from then on.
final class Recalling {

  private final MemoryTier memory;
  private final LongAdder found;
  private final RecallJudgement judgement;

  Recalling(MemoryTier memory, LongAdder found, RecallJudgement judgement) {
    this.memory = memory;
    this.found = found;
    this.judgement = judgement;
  }

  /// May wait for the disk.
  Recall recall(DiskRing ring, CacheKey key, Predicate<SelectingFields> wanted, Instant now) {
    List<RingEntry> before = ring.find(key);
    return switch (ring.recall(key, wanted, this::isForMemory, now)) {
      case Recalled.Absent() -> new Recall.Absent();
      case Recalled.NoVariant() -> new Recall.NoVariant();
      case Recalled.Found(var stored, var lease) -> {
        StoredResponse response = judgement.judged(stored);
        if (response == null) {
          lease.release();
          ring.intake().invalidate(key);
          yield new Recall.Absent();
        }
        found.increment();
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
}
