package dev.weir.cache.store.append;

import dev.weir.cache.store.index.Pending;
import dev.weir.cache.store.index.RingIndex;
import dev.weir.cache.store.segment.KeyHash;
import dev.weir.cache.store.segment.Segments;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.SequencedSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// The one thread that writes to a ring, and the queue before it.
///
/// The queue is bounded by what waits in it: when the disk is behind, storing is given up, never
/// serving. After a fault nothing is written for a while; what was to be forgotten meanwhile is
/// written down first when it goes on.
public final class RingWriter implements AutoCloseable {

  private static final Duration PAUSE = Duration.ofSeconds(10);
  private static final long TICK_MILLIS = 500;
  private static final int MOST_BEHIND = 20_000;
  private static final int MOST_OWED = 100_000;
  private static final Duration CLOSING = Duration.ofSeconds(30);

  private final Writing writing;
  private final RingIndex index;
  private final Pending pending;
  private final Segments segments;
  private final RingCounts counts;
  private final Pace pace;
  private final BlockingQueue<Job> queue = new LinkedBlockingQueue<>();
  private final AtomicLong waitingBytes = new AtomicLong();
  private final AtomicLong unfinished = new AtomicLong();
  private final Pages pages;

  /// What is to be buried as soon as it can be written.
  private final SequencedSet<KeyHash> owed = new LinkedHashSet<>();

  private final Thread thread;
  private volatile @Nullable Span pause;
  private boolean unsynced;
  private Instant syncedAt;

  /// More was to be buried than is kept in mind: then all is to go.
  private boolean owesAll;

  /// How much may wait, and when what was written is brought to the disk itself.
  ///
  /// @param queueBytes what may wait to be written
  /// @param sync null to leave that to the system
  public record Pace(InstantSource clock, long queueBytes, @Nullable Duration sync) {}

  RingWriter(
      Writing writing,
      RingIndex index,
      Pending pending,
      Segments segments,
      RingCounts counts,
      Pace pace) {
    this.writing = writing;
    this.index = index;
    this.pending = pending;
    this.segments = segments;
    this.counts = counts;
    this.pace = pace;
    this.pages = new Pages(segments.layout().partBytes(), pace.queueBytes());
    this.syncedAt = pace.clock().instant();
    this.thread = Thread.ofPlatform().daemon().name("weir-store-writer").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /// Leaves a job to the writing thread; false when too much waits already. What a job that is not
  /// taken stood for is the caller's business.
  public boolean offer(Job job) {
    long cost = job.cost();
    if (waitingBytes.addAndGet(cost) > pace.queueBytes() && cost > 0) {
      waitingBytes.addAndGet(-cost);
      counts.crowdedOut();
      return false;
    }
    unfinished.incrementAndGet();
    queue.add(job);
    return true;
  }

  /// Waits while so much is to be done that its bookkeeping would take up memory.
  public void keepUp() {
    while (unfinished.get() > MOST_BEHIND && thread.isAlive()) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
  }

  /// Waits until everything offered before is on the disk itself; false when it cannot be written
  /// now.
  public boolean flush() {
    CompletableFuture<Boolean> done = new CompletableFuture<>();
    offer(new Job.Mark(done));
    try {
      return done.get(CLOSING.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException | TimeoutException e) {
      return false;
    }
  }

  /// Takes in content piece by piece; null when too much arrives already.
  ///
  /// @param mostBytes longer content is not kept
  public @Nullable LargeObject grow(KeyHash key, long mostBytes) {
    if (pages.enter()) {
      return new LargeObject(key, this, pages, mostBytes);
    }
    counts.crowdedOut();
    return null;
  }

  /// Jobs not done yet.
  public long unfinished() {
    return unfinished.get();
  }

  /// What waits to be written.
  public long waitingBytes() {
    return waitingBytes.get();
  }

  /// Whether nothing is written at present because of a fault.
  public boolean isPaused() {
    Span paused = pause;
    return paused != null && paused.lasts(pace.clock().instant());
  }

  private void run() {
    boolean goesOn = true;
    while (goesOn) {
      Job job = next();
      try {
        if (job != null) {
          attempt(job);
        }
        syncIfDue();
      } catch (RuntimeException | Error e) {
        // Out of memory, say: this thread must outlive it, or nothing were stored ever after.
        counts.cannotWrite(e, Duration.ZERO);
      } finally {
        done(job);
      }
      goesOn = !(job instanceof Job.Stop);
    }
  }

  private void done(@Nullable Job job) {
    if (job != null) {
      waitingBytes.addAndGet(-job.cost());
      unfinished.decrementAndGet();
    }
  }

  private @Nullable Job next() {
    try {
      return queue.poll(TICK_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      // Nobody interrupts this thread; an interrupt would close the files under it.
      return null;
    }
  }

  private void attempt(Job job) {
    try {
      // At the end once more, whatever failed before: what is owed then is owed for good.
      if (isPaused() && !(job instanceof Job.Stop)) {
        counts.notWritten();
        lose(job);
      } else {
        payOwed();
        perform(job);
      }
    } catch (SegmentsPinnedException e) {
      counts.crowdedOut();
      lose(job);
    } catch (IOException | InternalError e) {
      // InternalError is what reading a mapping of a broken disk ends in.
      pause(e);
      lose(job);
    } catch (RuntimeException | Error e) {
      counts.cannotWrite(e, Duration.ZERO);
      lose(job);
    } finally {
      settle(job);
    }
  }

  private void pause(Throwable cause) {
    pause = new Span(pace.clock().instant(), PAUSE);
    counts.cannotWrite(cause, PAUSE);
  }

  private void perform(Job job) throws IOException {
    if (writing.perform(job) == Writing.Outcome.REFUSED) {
      lose(job);
    }
    unsynced = true;
    if (pause != null) {
      pause = null;
      counts.writesAgain();
    }
  }

  private void payOwed() throws IOException {
    if (owesAll) {
      writing.forgetAll();
      owesAll = false;
    }
    while (!owed.isEmpty()) {
      writing.perform(new Job.Bury(owed.getFirst()));
      owed.removeFirst();
    }
  }

  /// What a response that is not stored would have replaced must not be used either.
  private void lose(Job job) {
    switch (job) {
      case Job.Put(var key, var ticket, _, _, var before) -> forget(key, ticket, before);
      case Job.Finish(var key, var ticket, _, _, var before) -> forget(key, ticket, before);
      case Job.Bury(var key) -> owe(key);
      case Job.Piece(var object, _) -> object.lose();
      case Job.Stale(var key, _) -> {
        if (index.removeAll(key) > 0) {
          owe(key);
        }
      }
      case Job.Update _, Job.Mark _, Job.Stop _ -> {}
    }
  }

  private void forget(KeyHash key, long ticket, Job.Before before) {
    if (pending.isOvertaken(key, ticket)) {
      return;
    }
    if (index.removeAll(key) > 0 || before == Job.Before.SOMETHING || index.isLoading()) {
      owe(key);
    }
  }

  private void owe(KeyHash key) {
    if (!owesAll) {
      owed.add(key);
    }
    if (owed.size() > MOST_OWED) {
      owesAll = true;
      owed.clear();
    }
  }

  private void settle(Job job) {
    switch (job) {
      case Job.Put put -> pending.ended(put.key(), put.ticket());
      case Job.Finish finish -> pending.ended(finish.key(), finish.ticket());
      case Job.Update update -> pending.ended(update.key(), update.ticket());
      case Job.Piece piece -> giveBack(piece.octets());
      case Job.Stale(var key, var since) -> pending.staleWritten(key, since);
      case Job.Mark(var done) -> done.complete(force());
      case Job.Bury _, Job.Stop _ -> {}
    }
  }

  private void giveBack(ByteBuffer page) {
    // No more than may wait at once are worth keeping.
    if (waitingBytes.get() < pace.queueBytes() / 2) {
      pages.keep(page);
    }
  }

  private void syncIfDue() {
    Duration interval = pace.sync();
    Instant now = pace.clock().instant();
    if (unsynced && interval != null && !new Span(syncedAt, interval).lasts(now)) {
      force();
    }
  }

  private boolean force() {
    syncedAt = pace.clock().instant();
    try {
      segments.force();
      unsynced = false;
      // The system tells once that it could not write; what it says right after that is not to be
      // relied on.
      return owed.isEmpty() && !owesAll && !isPaused();
    } catch (IOException e) {
      pause(e);
      return false;
    }
  }

  /// Ends when everything offered before has been written, or after half a minute.
  @Override
  public void close() {
    offer(new Job.Stop());
    try {
      if (!thread.join(CLOSING)) {
        counts.cannotWrite(new IOException("the disk is too slow to write what waits"), PAUSE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
