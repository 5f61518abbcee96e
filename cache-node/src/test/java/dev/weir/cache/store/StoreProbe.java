package dev.weir.cache.store;

import static org.awaitility.Awaitility.await;

import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.entry.ContentReading;
import dev.weir.cache.entry.DiskContent;
import dev.weir.cache.entry.MemoryContent;
import dev.weir.cache.entry.SelectingFields;
import dev.weir.cache.entry.StoredContent;
import dev.weir.cache.entry.StoredResponse;
import dev.weir.cache.store.ring.Lease;
import dev.weir.cache.store.ring.RingFigures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Looks into a store the way a request does: into memory first, then on disk; and reads content
/// wherever it lies.
final class StoreProbe {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  private StoreProbe() {}

  /// What was found, its content read to the end.
  static final class Found {

    private final StoredResponse response;
    private final byte[] content;

    private Found(StoredResponse response, byte[] content) {
      this.response = response;
      this.content = content;
    }

    StoredResponse response() {
      return response;
    }

    byte[] content() {
      return content.clone();
    }
  }

  /// What must be there.
  static Found found(ResponseStore store, CacheKey key) throws Exception {
    return Objects.requireNonNull(find(store, key), () -> key + " is not there");
  }

  static @Nullable Found find(ResponseStore store, CacheKey key) throws Exception {
    return find(store, key, _ -> true);
  }

  static @Nullable Found find(ResponseStore store, CacheKey key, Predicate<SelectingFields> wanted)
      throws Exception {
    Variants variants = store.get(key);
    if (variants != null) {
      for (Variant variant : variants.all()) {
        Lease lease =
            wanted.test(variant.response().selecting()) ? store.hold(variant, Instant.EPOCH) : null;
        if (lease != null) {
          return found(variant, lease);
        }
      }
    }
    if (!store.isOnDisk(key)) {
      return null;
    }
    return recall(store, key, wanted, Instant.EPOCH) instanceof Recall.Found(var variant, var lease)
        ? found(variant, lease)
        : null;
  }

  /// Reads from disk, whatever is in memory.
  static void recall(ResponseStore store, CacheKey key, Instant now) throws Exception {
    if (recall(store, key, _ -> true, now) instanceof Recall.Found(_, var lease)) {
      lease.release();
    }
  }

  private static Recall recall(
      ResponseStore store, CacheKey key, Predicate<SelectingFields> wanted, Instant now)
      throws Exception {
    CompletableFuture<Recall> recalled = new CompletableFuture<>();
    store.recall(key, wanted, now, recalled::complete);
    return recalled.get(20, TimeUnit.SECONDS);
  }

  private static Found found(Variant variant, Lease lease) throws Exception {
    try {
      return new Found(variant.response(), octets(variant.response().content()));
    } finally {
      lease.release();
    }
  }

  /// Waits until everything put in has been written.
  static void settle(ResponseStore store) {
    await()
        .atMost(LIMIT)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(1))
        .until(
            () -> store.figures().disks().stream().mapToLong(RingFigures::unfinished).sum() == 0);
  }

  /// Waits until everything on disk is known.
  static void load(ResponseStore store) {
    await().atMost(LIMIT).until(() -> !store.isLoading());
  }

  static byte[] octets(StoredContent content) throws Exception {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    switch (content) {
      case MemoryContent memory -> memory.duplicate().forEach(piece -> append(all, piece));
      case DiskContent disk -> {
        try (ContentReading reading = read(disk)) {
          while (all.size() < disk.length()) {
            append(all, next(reading));
          }
        }
      }
    }
    return all.toByteArray();
  }

  static ContentReading read(DiskContent content) {
    return Objects.requireNonNull(content.read(0, content.length()), "it was overwritten");
  }

  static ByteBuffer next(ContentReading reading) throws Exception {
    CompletableFuture<ByteBuffer> piece = new CompletableFuture<>();
    reading.next(
        new ContentReading.Receiver() {
          @Override
          public void onPiece(ByteBuffer octets) {
            piece.complete(octets);
          }

          @Override
          public void onLost(String why) {
            piece.completeExceptionally(new IOException(why));
          }
        });
    return piece.get(20, TimeUnit.SECONDS);
  }

  private static void append(ByteArrayOutputStream all, ByteBuffer piece) {
    byte[] octets = new byte[piece.remaining()];
    piece.get(octets);
    all.writeBytes(octets);
  }
}
