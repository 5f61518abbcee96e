package dev.weir.cache.store.append;

import dev.weir.cache.entry.MemoryContent;
import dev.weir.cache.entry.StoredContent;
import dev.weir.cache.entry.StoredResponse;
import dev.weir.cache.store.segment.KeyHash;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/// Something for the writing thread to do.
public sealed interface Job {

  /// What a job takes up while it waits, apart from content.
  long OVERHEAD_BYTES = 2048;

  /// Memory it keeps from being used otherwise.
  default long cost() {
    return OVERHEAD_BYTES;
  }

  /// Store a response whose content is in memory.
  ///
  /// @param ticket of [dev.weir.cache.store.index.Pending]
  record Put(
      KeyHash key, long ticket, StoredResponse response, MemoryContent content, Before before)
      implements Job {
    @Override
    public long cost() {
      return OVERHEAD_BYTES + content.length();
    }
  }

  /// Store a validated response in the place of the one it was made from.
  ///
  /// @param otherwise what to do when that is not on disk
  record Update(
      KeyHash key, long ticket, StoredResponse old, StoredResponse fresh, Otherwise otherwise)
      implements Job {
    @Override
    public long cost() {
      StoredContent content = fresh.content();
      return OVERHEAD_BYTES + (content instanceof MemoryContent ? content.length() : 0);
    }
  }

  /// What to do about an update of something that is not there.
  enum Otherwise {
    /// Store it like a new one.
    STORE,
    /// It was invalidated, or has given way to others.
    NOTHING
  }

  /// Write the next piece of content that is still arriving.
  record Piece(LargeObject object, ByteBuffer octets) implements Job {
    @Override
    public long cost() {
      return OVERHEAD_BYTES + octets.capacity();
    }
  }

  /// Store a response all of whose content has been written.
  record Finish(
      KeyHash key, long ticket, StoredResponse response, LargeObject object, Before before)
      implements Job {}

  /// What there was on disk under a key when something was to be stored in its place.
  enum Before {
    NOTHING,
    /// Something, or nobody knew yet.
    SOMETHING
  }

  /// Write down that everything under a key has become untrue.
  record Bury(KeyHash key) implements Job {
    @Override
    public long cost() {
      return 0;
    }
  }

  /// Write down that everything under a key is stale since then.
  record Stale(KeyHash key, Instant since) implements Job {
    @Override
    public long cost() {
      return 0;
    }
  }

  /// Bring everything written before to the disk itself, and say whether that was possible.
  record Mark(CompletableFuture<Boolean> done) implements Job {
    @Override
    public long cost() {
      return 0;
    }
  }

  /// End when everything before has been done.
  record Stop() implements Job {
    @Override
    public long cost() {
      return 0;
    }
  }
}
