package dev.weir.workbench.bench.store;

import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.entry.ContentReading;
import dev.weir.cache.entry.DiskContent;
import dev.weir.cache.entry.MemoryContent;
import dev.weir.cache.lookup.Lookup;
import dev.weir.cache.lookup.Selection;
import dev.weir.cache.store.Variant;
import dev.weir.http.Fields;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Looks things up the way a request does, and takes the octets into the hand the way a writer to a
/// client does.
final class Reading {

  private final Lookup lookup;

  Reading(Lookup lookup) {
    this.lookup = lookup;
  }

  /// What is found at once under a key, as many octets as there are; negative when nothing is, or
  /// it has to be read from disk.
  long atOnce(CacheKey key) {
    if (!(lookup.select(key, Fields.EMPTY, Corpus.NOW)
        instanceof Selection.Selected(Variant variant, var lease))) {
      return -1;
    }
    try {
      return switch (variant.response().content()) {
        case MemoryContent memory -> memory.duplicate().getFirst().remaining();
        case DiskContent disk -> atHand(disk);
      };
    } finally {
      lease.release();
    }
  }

  private static long atHand(DiskContent content) {
    Counter counter = new Counter();
    try (ContentReading reading = Objects.requireNonNull(content.read(0, content.length()))) {
      reading.next(counter);
    }
    return counter.octets;
  }

  private static final class Counter implements ContentReading.Receiver {
    private long octets;

    @Override
    public void onPiece(ByteBuffer piece) {
      octets = piece.remaining();
    }

    @Override
    public void onLost(String why) {
      throw new UncheckedIOException(new IOException(why));
    }
  }

  /// Where it would be found.
  Variant.@Nullable Source source(CacheKey key) {
    if (lookup.select(key, Fields.EMPTY, Corpus.NOW)
        instanceof Selection.Selected(Variant variant, var lease)) {
      lease.release();
      return variant.source();
    }
    return null;
  }

  /// All octets under a key, read from disk if need be; null when there is nothing.
  byte @Nullable [] octets(CacheKey key) {
    Selection selection = lookup.select(key, Fields.EMPTY, Corpus.NOW);
    if (selection instanceof Selection.OnDisk onDisk) {
      CompletableFuture<Selection> recalled = new CompletableFuture<>();
      lookup.recall(key, onDisk, Fields.EMPTY, Corpus.NOW, recalled::complete);
      selection = recalled.join();
    }
    if (!(selection instanceof Selection.Selected(Variant variant, var lease))) {
      return null;
    }
    try {
      return switch (variant.response().content()) {
        case MemoryContent memory -> all(memory);
        case DiskContent disk -> all(disk);
      };
    } finally {
      lease.release();
    }
  }

  private static byte[] all(MemoryContent content) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    content.duplicate().forEach(piece -> append(all, piece));
    return all.toByteArray();
  }

  private static byte[] all(DiskContent content) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try (ContentReading reading = Objects.requireNonNull(content.read(0, content.length()))) {
      while (all.size() < content.length()) {
        append(all, next(reading));
      }
    }
    return all.toByteArray();
  }

  private static ByteBuffer next(ContentReading reading) {
    CompletableFuture<ByteBuffer> next = new CompletableFuture<>();
    reading.next(
        new ContentReading.Receiver() {
          @Override
          public void onPiece(ByteBuffer piece) {
            next.complete(piece);
          }

          @Override
          public void onLost(String why) {
            next.completeExceptionally(new IOException(why));
          }
        });
    return next.join();
  }

  private static void append(ByteArrayOutputStream all, ByteBuffer piece) {
    byte[] octets = new byte[piece.remaining()];
    piece.get(octets);
    all.writeBytes(octets);
  }
}
