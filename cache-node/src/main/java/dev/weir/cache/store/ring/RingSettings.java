package dev.weir.cache.store.ring;

import dev.weir.cache.store.segment.Disk;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Where a ring is and how much it takes.
///
/// @param capacityBytes all its files together
/// @param largestBytes the largest single content, at most a quarter of the capacity
/// @param sync how often what was written is brought to the disk itself, null to leave that to the
///   system: a process that dies loses nothing either way, a power cut at most so much
/// @param queueBytes what may wait in memory to be written
public record RingSettings(
    Path directory,
    long capacityBytes,
    long largestBytes,
    @Nullable Duration sync,
    long queueBytes,
    Disk disk) {

  private static final long USUAL_QUEUE_BYTES = 32 << 20;

  /// Bounds what one response may take of the ring.
  public RingSettings {
    largestBytes = Math.min(largestBytes, capacityBytes / 4);
  }

  /// The usual queue before the file system itself.
  public static RingSettings of(
      Path directory, long capacityBytes, long largestBytes, @Nullable Duration sync) {
    return new RingSettings(
        directory, capacityBytes, largestBytes, sync, USUAL_QUEUE_BYTES, Disk.LOCAL);
  }
}
