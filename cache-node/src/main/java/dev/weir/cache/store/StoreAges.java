package dev.weir.cache.store;

import dev.weir.cache.store.ring.DiskRing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// How long ago what is stored was fetched or validated.
public record StoreAges(List<Bucket> memory, List<Bucket> disk) {

  private static final List<Duration> BOUNDS =
      List.of(
          Duration.ofMinutes(1),
          Duration.ofMinutes(10),
          Duration.ofHours(1),
          Duration.ofHours(6),
          Duration.ofDays(1),
          Duration.ofDays(7));

  /// Copies the lists.
  public StoreAges {
    memory = List.copyOf(memory);
    disk = List.copyOf(disk);
  }

  /// Of everything there is.
  static StoreAges of(MemoryTier memory, List<DiskRing> disks, Instant now) {
    Tally inMemory = new Tally(now);
    memory.each(variant -> inMemory.count(variant.response().facts().responseTime()));
    Tally onDisk = new Tally(now);
    for (DiskRing ring : disks) {
      ring.each(entry -> onDisk.count(Instant.ofEpochMilli(entry.glance().storedMillis())));
    }
    return new StoreAges(inMemory.buckets(), onDisk.buckets());
  }

  /// Responses younger than a bound, and not younger than the bound before.
  ///
  /// @param youngerThan an ISO-8601 duration, empty for those older than any bound
  public record Bucket(String youngerThan, long responses) {}

  /// Sorts moments into buckets.
  static final class Tally {

    private final Instant now;
    private final long[] counts = new long[BOUNDS.size() + 1];

    Tally(Instant now) {
      this.now = now;
    }

    void count(Instant moment) {
      Duration age = Duration.between(moment, now);
      int bucket = 0;
      while (bucket < BOUNDS.size() && age.compareTo(BOUNDS.get(bucket)) >= 0) {
        bucket++;
      }
      counts[bucket]++;
    }

    List<Bucket> buckets() {
      List<Bucket> buckets = new ArrayList<>();
      for (int i = 0; i < counts.length; i++) {
        String bound = i < BOUNDS.size() ? BOUNDS.get(i).toString() : "";
        buckets.add(new Bucket(bound, counts[i]));
      }
      return buckets;
    }
  }
}
