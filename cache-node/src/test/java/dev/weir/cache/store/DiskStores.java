package dev.weir.cache.store;

import dev.weir.cache.store.ring.RingSettings;
import dev.weir.cache.store.segment.Disk;
import dev.weir.testing.ManualClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/// Stores with one small ring, opened.
final class DiskStores {

  static final long CAPACITY = 8 << 20;
  private static final long LARGEST_IN_MEMORY = 128 << 10;

  private DiskStores() {}

  static ResponseStore open(Path directory, long memoryBytes) throws IOException {
    return open(settings(directory, CAPACITY, Disk.LOCAL), memoryBytes, new ManualClock());
  }

  static ResponseStore open(RingSettings settings, long memoryBytes, InstantSource clock)
      throws IOException {
    ResponseStore store =
        new ResponseStore(
            new StoreLimits(memoryBytes, LARGEST_IN_MEMORY, 16),
            List.of(settings),
            RecallJudgement.NONE,
            clock);
    try {
      store.open();
    } catch (IOException e) {
      store.close();
      throw e;
    }
    return store;
  }

  static RingSettings settings(Path directory, long capacityBytes, Disk disk) {
    return new RingSettings(directory, capacityBytes, capacityBytes, null, 4 << 20, disk);
  }
}
