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
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Does one job after the other: writes, then says in the index what has been written.
final class Writing {

  private final RingIndex index;
  private final Pending pending;
  private final EntryReading reading;
  private final EntryAppending appending;
  private final Reclaiming reclaiming;
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
      Reclaiming reclaiming,
      RingCounts counts) {
    this.index = index;
    this.pending = pending;
    this.reading = reading;
    this.appending = appending;
    this.reclaiming = reclaiming;
    this.counts = counts;
  }

  Outcome perform(Job job) throws IOException {
    return switch (job) {
      case Job.Put(var key, var ticket, var response, var content, _) ->
          published(new Target(key, ticket, response), appending.whole(key, response, content));
      case Job.Update update -> update(update);
      case Job.Piece(var object, var octets) -> {
        if (!object.isLost()) {
          object.wrote(appending.part(object.key(), List.of(octets)));
        }
        yield Outcome.DONE;
      }
      case Job.Finish(var key, var ticket, var response, var object, _) ->
          object.isLost()
              ? Outcome.REFUSED
              : published(
                  new Target(key, ticket, response),
                  appending.scattered(key, response, object.length(), object.extents()));
      case Job.Bury(var key) -> {
        appending.tombstone(key);
        counts.buried();
        yield Outcome.DONE;
      }
      case Job.Stale(var key, var since) -> {
        makeStale(key, since);
        yield Outcome.DONE;
      }
      case Job.Mark _, Job.Stop _ -> Outcome.DONE;
    };
  }

  /// Lets go of everything there is, for good.
  void forgetAll() throws IOException {
    reclaiming.giveUpAll();
    counts.emptied();
  }

  /// What is being stored.
  private record Target(KeyHash key, long ticket, StoredResponse response) {}

  private Outcome published(Target target, @Nullable RingEntry entry) throws IOException {
    if (entry == null) {
      return Outcome.REFUSED;
    }
    KeyHash key = target.key();
    index.add(
        key,
        entry,
        () ->
            pending.isOvertaken(key, target.ticket())
                || pending.isBanned(target.ticket(), target.response()));
    counts.written();
    if (pending.isBanned(target.ticket(), target.response())) {
      appending.tombstone(key);
      index.removeAll(key);
    }
    return Outcome.DONE;
  }

  private void makeStale(KeyHash key, Instant since) throws IOException {
    for (RingEntry found : index.find(key)) {
      // Room made for the variant before may have moved this one.
      RingEntry entry = sameVariant(key, found);
      if (entry != null) {
        makeStale(key, entry, since);
      }
    }
  }

  private void makeStale(KeyHash key, RingEntry found, Instant since) throws IOException {
    EntryMetadata before = metadata(key, found);
    if (before == null) {
      return;
    }
    StoredResponse stale = staleFrom(since, before.head());
    RingEntry entry = found;
    EntryMetadata now = before;
    if (appending.makeRoomFor(stale, before)) {
      entry = sameVariant(key, found);
      now = entry == null ? null : metadata(key, entry);
    }
    if (entry == null || now == null) {
      return;
    }
    RingEntry fresh = appending.scattered(key, stale, now.contentBytes(), now.extents());
    if (fresh == null) {
      index.remove(key, entry);
    } else {
      index.replace(key, entry, fresh);
    }
  }

  private static StoredResponse staleFrom(Instant since, StoredResponse head) {
    return head.withFreshened(head.fields(), head.facts().staleFrom(since));
  }

  private @Nullable RingEntry sameVariant(KeyHash key, RingEntry entry) {
    List<RingEntry> there = index.find(key);
    if (there.contains(entry)) {
      return entry;
    }
    for (RingEntry other : there) {
      if (other.glance().selecting() == entry.glance().selecting()) {
        return other;
      }
    }
    return null;
  }

  /// RFC 9111 §4.3.4: only the metadata change, so only they are written; the content stays where
  /// it is.
  private Outcome update(Job.Update update) throws IOException {
    EntryMetadata before = metadata(update.key(), update.old());
    if (before != null && appending.makeRoomFor(update.fresh(), before)) {
      before = metadata(update.key(), update.old());
    }
    if (before != null) {
      return published(
          new Target(update.key(), update.ticket(), update.fresh()),
          appending.scattered(
              update.key(), update.fresh(), before.contentBytes(), before.extents()));
    }
    return update.otherwise() == Job.Otherwise.STORE
            && update.fresh().content() instanceof MemoryContent content
        ? published(
            new Target(update.key(), update.ticket(), update.fresh()),
            appending.whole(update.key(), update.fresh(), content))
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
