package dev.weir.workbench.bench.store;

import dev.weir.cache.store.RecallJudgement;
import dev.weir.cache.store.ResponseStore;
import dev.weir.cache.store.StoreFigures;
import dev.weir.cache.store.StoreLimits;
import dev.weir.cache.store.ring.RingFigures;
import dev.weir.cache.store.ring.RingSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/// Stores over a directory of their own, as a node configures them.
final class RingStores {

  private static final int LARGEST_IN_MEMORY = 512 << 10;
  private static final Duration SYNC = Duration.ofSeconds(30);
  private static final long MOST_WAITING_BYTES = 16 << 20;

  private RingStores() {}

  static ResponseStore inMemory(long memoryBytes) {
    return new ResponseStore(limits(memoryBytes));
  }

  static ResponseStore open(Path directory, long memoryBytes, long capacityBytes)
      throws IOException {
    ResponseStore store =
        new ResponseStore(
            limits(memoryBytes),
            List.of(RingSettings.of(directory, capacityBytes, capacityBytes, SYNC)),
            RecallJudgement.NONE,
            InstantSource.system());
    store.open();
    return store;
  }

  private static StoreLimits limits(long memoryBytes) {
    return new StoreLimits(memoryBytes, LARGEST_IN_MEMORY, StoreLimits.USUAL_VARIANTS_PER_URI);
  }

  /// Looks now and then whether more is taken; it costs more than a put.
  static void keepUp(ResponseStore store, long number) {
    if (number % 64 == 0) {
      keepUp(store);
    }
  }

  /// Waits until so little waits to be written that more is taken.
  private static void keepUp(ResponseStore store) {
    await(() -> sum(store.figures(), RingFigures::waitingBytes) < MOST_WAITING_BYTES);
  }

  /// Waits until everything has been written.
  static void settle(ResponseStore store) {
    await(() -> sum(store.figures(), RingFigures::unfinished) == 0);
  }

  /// Waits until everything on disk is known.
  static void load(ResponseStore store) {
    await(() -> !store.isLoading());
  }

  static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(50));
    }
  }

  static long sum(StoreFigures figures, ToLongFunction<RingFigures> figure) {
    return figures.disks().stream().mapToLong(figure).sum();
  }

  /// Removes a directory of files.
  static void delete(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> files = Files.list(directory)) {
      files.forEach(file -> {
        try {
          Files.delete(file);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      });
    }
    Files.delete(directory);
  }
}
