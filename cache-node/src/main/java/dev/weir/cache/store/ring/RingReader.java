package dev.weir.cache.store.ring;

import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.entry.SelectingFields;
import dev.weir.cache.entry.StoredContent;
import dev.weir.cache.entry.StoredResponse;
import dev.weir.cache.store.append.RingCounts;
import dev.weir.cache.store.index.EntryReading;
import dev.weir.cache.store.index.Pending;
import dev.weir.cache.store.index.RingEntry;
import dev.weir.cache.store.index.RingIndex;
import dev.weir.cache.store.segment.CorruptRecordException;
import dev.weir.cache.store.segment.EntryMetadata;
import dev.weir.cache.store.segment.Extent;
import dev.weir.cache.store.segment.KeyHash;
import dev.weir.cache.store.segment.SegmentFile;
import dev.weir.cache.store.segment.Segments;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Reads responses back from a ring, on a thread that may wait for the disk. What is damaged is
/// dropped, and counts as not there.
final class RingReader {

  private final Segments segments;
  private final RingIndex index;
  private final Pending pending;
  private final RingCounts counts;
  private final EntryReading reading;
  private final Executor threads;

  RingReader(
      Segments segments, RingIndex index, Pending pending, RingCounts counts, Executor threads) {
    this.segments = segments;
    this.index = index;
    this.pending = pending;
    this.counts = counts;
    this.reading = new EntryReading(segments);
    this.threads = threads;
  }

  /// Reads the latest response of a key whose selecting fields are wanted.
  ///
  /// @param intoMemory for which responses, still without content, content is read into memory
  Recalled read(
      CacheKey key,
      Predicate<SelectingFields> wanted,
      Predicate<EntryMetadata> intoMemory,
      Instant now) {
    KeyHash hash = KeyHash.of(key);
    List<StoredResponse> others = new ArrayList<>();
    // Asked before the index: once the word is written, it is gone here, and the entry is another.
    Instant stale = pending.staleSince(hash);
    for (RingEntry entry : index.find(hash)) {
      try {
        EntryMetadata metadata = metadata(hash, entry, stale);
        if (metadata != null && wanted.test(metadata.head().selecting())) {
          Recalled found = found(new Place(hash, entry), metadata, intoMemory, now);
          if (found != null) {
            return found;
          }
        } else if (metadata != null) {
          others.add(metadata.head());
        }
      } catch (IOException e) {
        drop(new Place(hash, entry), e);
      }
    }
    return others.isEmpty() ? new Recalled.Absent() : new Recalled.NoVariant(List.copyOf(others));
  }

  private @Nullable EntryMetadata metadata(KeyHash key, RingEntry entry, @Nullable Instant stale)
      throws IOException {
    EntryMetadata metadata = reading.read(key, entry);
    Instant sinceThen = pending.staleSince(key);
    Instant staleSince = sinceThen == null ? stale : sinceThen;
    if (metadata == null || staleSince == null) {
      return metadata;
    }
    StoredResponse head = metadata.head();
    return new EntryMetadata(
        head.withFreshened(head.fields(), head.facts().staleFrom(staleSince)),
        metadata.contentBytes(),
        metadata.extents());
  }

  /// Where in the index a response stands.
  private record Place(KeyHash key, RingEntry entry) {}

  private void drop(Place place, IOException cause) {
    // A file closed under us is no damage: the store is being closed.
    if (!(cause instanceof ClosedChannelException) && index.remove(place.key(), place.entry())) {
      counts.unreadable(cause);
    }
  }

  private @Nullable Recalled found(
      Place place, EntryMetadata metadata, Predicate<EntryMetadata> intoMemory, Instant now)
      throws IOException {
    Lease lease = Lease.on(segments, metadata.extents());
    if (lease == null) {
      index.remove(place.key(), place.entry());
      return null;
    }
    Lease keep = null;
    try {
      StoredContent content;
      if (intoMemory.test(metadata)) {
        content = loaded(metadata);
      } else {
        content = inPlace(place, metadata, lease, now);
        keep = lease;
      }
      place.entry().refer();
      return new Recalled.Found(metadata.with(content), keep == null ? Lease.NONE : keep);
    } finally {
      if (keep == null) {
        lease.release();
      }
    }
  }

  private StoredContent loaded(EntryMetadata metadata) throws IOException {
    List<ByteBuffer> pieces = new ArrayList<>(metadata.extents().size());
    for (Extent extent : metadata.extents()) {
      SegmentFile segment = segments.at(extent.segment());
      pieces.add(Objects.requireNonNull(segment, "pinned, so it is there").load(extent));
    }
    StoredContent content = StoredContent.over(pieces);
    if (content.length() != metadata.contentBytes()) {
      throw new CorruptRecordException("content of " + metadata.head().key() + " is incomplete");
    }
    return content;
  }

  private StoredContent inPlace(Place place, EntryMetadata metadata, Lease lease, Instant now)
      throws IOException {
    if (metadata.contentBytes() == 0) {
      return StoredContent.EMPTY;
    }
    RingContent content =
        new RingContent(
            segments, metadata.extents(), lease, metadata.contentBytes(), threads, tie(place));
    if (!content.isComplete()) {
      throw new CorruptRecordException("content of " + metadata.head().key() + " is incomplete");
    }
    content.verifyAhead(now);
    return content;
  }

  private RingContent.Tie tie(Place place) {
    return new RingContent.Tie() {
      @Override
      public boolean isCurrent() {
        return !place.entry().isDropped();
      }

      @Override
      public void lost(IOException cause) {
        drop(place, cause);
      }
    };
  }
}
