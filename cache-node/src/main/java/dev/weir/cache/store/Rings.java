package dev.weir.cache.store;

import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.entry.StoredResponse;
import dev.weir.cache.store.ring.DiskRing;
import dev.weir.cache.store.ring.RingSettings;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The rings of a node and the threads that wait for their disks. A key is stored in one of them.
final class Rings implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Rings.class);
  private static final int THREADS = 8;
  private static final int MOST_WAITING = 1024;
  private static final AtomicInteger NAMES = new AtomicInteger();

  private final List<DiskRing> rings;
  private final ThreadPoolExecutor threads;

  private Rings(List<DiskRing> rings, ThreadPoolExecutor threads) {
    this.rings = rings;
    this.threads = threads;
  }

  /// Opens all of them, or none.
  static Rings open(
      List<RingSettings> settings,
      int variantsPerKey,
      Predicate<CacheKey> isHot,
      InstantSource clock)
      throws IOException {
    Rings opened = new Rings(new ArrayList<>(), threads());
    try {
      for (RingSettings each : settings) {
        opened.rings.add(DiskRing.open(each, variantsPerKey, isHot, clock, opened.threads));
      }
      return opened;
    } catch (IOException e) {
      opened.close();
      throw e;
    }
  }

  /// Platform threads: a page fault holds the thread it happens to, whatever carries it.
  private static ThreadPoolExecutor threads() {
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            1,
            TimeUnit.MINUTES,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "weir-store-reader-" + NAMES.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }

  List<DiskRing> all() {
    return rings;
  }

  /// Has something done that may wait for a disk; false when too much waits already.
  boolean attempt(Runnable work) {
    if (threads.getQueue().size() >= MOST_WAITING) {
      return false;
    }
    try {
      threads.execute(work);
      return true;
    } catch (RejectedExecutionException e) {
      // The store is being closed.
      return false;
    }
  }

  /// Has a response read with its content; false when it is not there, or too much waits already.
  boolean load(
      Recalling recalling,
      StoredResponse head,
      Instant now,
      Consumer<@Nullable StoredResponse> then) {
    DiskRing ring = holding(head.key());
    return ring != null && attempt(() -> recalling.load(ring, head, now, then));
  }

  /// The ring a key is stored in from now on; null without any.
  @Nullable DiskRing homeOf(CacheKey key) {
    return rings.isEmpty() ? null : rings.get(Math.floorMod(key.uri().hashCode(), rings.size()));
  }

  /// The ring that has something under a key; null when none has.
  @Nullable DiskRing holding(CacheKey key) {
    for (DiskRing ring : rings) {
      if (!ring.find(key).isEmpty()) {
        return ring;
      }
    }
    return null;
  }

  /// Drops a key from all rings but its home, where it may be from when there were other rings.
  void clearElsewhere(CacheKey key, DiskRing home) {
    for (DiskRing ring : rings) {
      if (!ring.equals(home)) {
        ring.intake().invalidate(key);
      }
    }
  }

  boolean invalidate(CacheKey key) {
    boolean any = false;
    for (DiskRing ring : rings) {
      any |= ring.intake().invalidate(key);
    }
    return any;
  }

  boolean isLoading() {
    return rings.stream().anyMatch(DiskRing::isLoading);
  }

  @Override
  public void close() {
    threads.shutdown();
    for (DiskRing ring : rings) {
      try {
        ring.close();
      } catch (IOException e) {
        LOG.warn("closing the disk store: {}", e.toString());
      }
    }
  }
}
