package dev.weir.cache.store.append;

import dev.weir.cache.entry.MemoryContent;
import dev.weir.cache.entry.StoredResponse;
import dev.weir.cache.store.index.EntryReading;
import dev.weir.cache.store.index.Pending;
import dev.weir.cache.store.index.RingEntry;
import dev.weir.cache.store.index.RingIndex;
import dev.weir.cache.store.segment.EntryMetadata;
import dev.weir.cache.store.segment.KeyHash;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Does one job after the other: writes, then says in the index what has been written.
final class Writing {

  private final RingIndex index;
  private final Pending pending;
  private final EntryReading reading;
  private final EntryAppending appending;
  private final RingCounts counts;

  /// What became of a job.
  enum Outcome {
    DONE,
    /// It cannot be stored: too large, or what it was to replace has gone.
    REFUSED
  }

  Writing(
      RingIndex index,
      Pending pending,
      EntryReading reading,
      EntryAppending appending,
      RingCounts counts) {
    this.index = index;
    this.pending = pending;
    this.reading = reading;
    this.appending = appending;
    this.counts = counts;
  }

  Outcome perform(Job job) throws IOException {
    return switch (job) {
      case Job.Put(var key, var ticket, var response, var content) ->
          published(key, ticket, appending.whole(key, response, content));
      case Job.Update update -> update(update);
      case Job.Piece(var object, var octets) -> {
        if (!object.isLost()) {
          object.wrote(appending.part(object.key(), List.of(octets)));
        }
        yield Outcome.DONE;
      }
      case Job.Finish(var key, var ticket, var response, var object) ->
          object.isLost()
              ? Outcome.REFUSED
              : published(
                  key,
                  ticket,
                  appending.scattered(key, response, object.length(), object.extents()));
      case Job.Bury(var key) -> {
        appending.tombstone(key);
        counts.buried();
        yield Outcome.DONE;
      }
      case Job.Stop() -> Outcome.DONE;
    };
  }

  private Outcome published(KeyHash key, long ticket, @Nullable RingEntry entry) {
    if (entry == null) {
      return Outcome.REFUSED;
    }
    index.add(key, entry, () -> pending.isOvertaken(key, ticket));
    counts.written();
    return Outcome.DONE;
  }

  /// RFC 9111 §4.3.4: only the metadata change, so only they are written; the content stays where
  /// it is.
  private Outcome update(Job.Update update) throws IOException {
    EntryMetadata before = metadata(update.key(), update.old());
    if (before != null) {
      return published(
          update.key(),
          update.ticket(),
          appending.scattered(
              update.key(), update.fresh(), before.contentBytes(), before.extents()));
    }
    return update.otherwise() == Job.Otherwise.STORE
            && update.fresh().content() instanceof MemoryContent content
        ? published(
            update.key(), update.ticket(), appending.whole(update.key(), update.fresh(), content))
        : Outcome.REFUSED;
  }

  private @Nullable EntryMetadata metadata(KeyHash key, StoredResponse old) {
    long selecting = KeyHash.selecting(old.selecting());
    for (RingEntry entry : index.find(key)) {
      if (entry.glance().selecting() == selecting) {
        EntryMetadata metadata = metadata(key, entry);
        return metadata != null && isSame(metadata, old) ? metadata : null;
      }
    }
    return null;
  }

  private @Nullable EntryMetadata metadata(KeyHash key, RingEntry entry) {
    try {
      return reading.read(key, entry);
    } catch (IOException e) {
      counts.unreadable(e);
      index.remove(key, entry);
      return null;
    }
  }

  private static boolean isSame(EntryMetadata onDisk, StoredResponse old) {
    return onDisk.contentBytes() == old.content().length()
        && onDisk.head().status() == old.status()
        && onDisk.head().fields().equals(old.fields());
  }
}
