package dev.weir.workbench.bench.store;

import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.entry.GrowingContent;
import dev.weir.cache.entry.StoredContent;
import dev.weir.cache.store.ResponseStore;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/// Threads that do as the requests of a flood of URLs nobody has asked for before would: miss, and
/// store what came; now and then something long, now and then something asked for again.
final class SoakLoad {

  private static final int LONGEST = 32 << 10;
  private static final int VERY_LONG = 3 << 20;
  private static final int PIECE = 16 << 10;

  private final ResponseStore store;
  private final Reading reading;
  private final AtomicLong puts = new AtomicLong();
  private final List<Thread> threads = new ArrayList<>();
  private final byte[] octets = Corpus.octets(1, LONGEST);
  private volatile boolean running = true;

  SoakLoad(ResponseStore store, Reading reading) {
    this.store = store;
    this.reading = reading;
  }

  void start(int count) {
    for (int i = 0; i < count; i++) {
      threads.add(Thread.ofPlatform().daemon().name("soak-" + i).start(this::run));
    }
  }

  void stop() throws InterruptedException {
    running = false;
    for (Thread thread : threads) {
      thread.join();
    }
  }

  long puts() {
    return puts.get();
  }

  private void run() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    while (running) {
      long number = random.nextLong(Long.MAX_VALUE);
      if (reading.octets(Corpus.key(number)) == null) {
        store(number, random);
        puts.incrementAndGet();
        if (random.nextInt(4) == 0) {
          // Asked for, and fetched, once more: what is full lets it in then.
          store(number, random);
          reading.octets(Corpus.key(number));
        }
      }
    }
  }

  private void store(long number, ThreadLocalRandom random) {
    if (random.nextInt(500) == 0) {
      storeVeryLong(number);
    } else {
      byte[] some = Arrays.copyOf(octets, random.nextInt(LONGEST));
      store.put(Corpus.response(number, StoredContent.copyOf(some)), Corpus.NOW);
    }
  }

  private void storeVeryLong(long number) {
    CacheKey key = Corpus.key(number);
    GrowingContent growing = store.grow(key, VERY_LONG);
    if (growing == null) {
      return;
    }
    boolean taken = true;
    for (int done = 0; taken && done < VERY_LONG; done += PIECE) {
      taken = growing.append(ByteBuffer.wrap(octets, 0, PIECE));
    }
    if (taken) {
      store.put(Corpus.response(number, growing.whole()), Corpus.NOW);
    } else {
      growing.abandon();
    }
  }
}
