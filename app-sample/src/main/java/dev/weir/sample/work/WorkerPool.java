package dev.weir.sample.work;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A fixed number of threads with a bounded queue before them.
///
/// Platform threads, few and dear, on purpose: a worker held by a slow client or an idle connection
/// is what the tiers in front of an application are there to prevent, and what `/workers` shows.
public final class WorkerPool implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(WorkerPool.class);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

  /// What became of work that was offered.
  public enum Admission {
    /// A worker does it, now or when its turn has come.
    TAKEN,
    /// All workers are busy and the queue is full.
    REFUSED
  }

  private final ThreadPoolExecutor executor;
  private final int workers;
  private final int queueLimit;
  private final AtomicInteger busy = new AtomicInteger();
  private final AtomicInteger mostBusy = new AtomicInteger();
  private final LongAdder served = new LongAdder();
  private final LongAdder refused = new LongAdder();

  public WorkerPool(int workers, int queueLimit) {
    this.workers = workers;
    this.queueLimit = queueLimit;
    this.executor =
        new ThreadPoolExecutor(
            workers,
            workers,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(queueLimit),
            Thread.ofPlatform().daemon().name("worker-", 1).factory());
  }

  public Admission offer(Runnable work) {
    try {
      executor.execute(() -> run(work));
      return Admission.TAKEN;
    } catch (RejectedExecutionException _) {
      refused.increment();
      return Admission.REFUSED;
    }
  }

  public Occupancy occupancy() {
    return new Occupancy(
        workers,
        busy.get(),
        mostBusy.get(),
        queueLimit,
        executor.getQueue().size(),
        served.sum(),
        refused.sum());
  }

  /// Interrupts the workers and waits a moment for them.
  @Override
  public void close() {
    executor.shutdownNow();
    try {
      executor.awaitTermination(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void run(Runnable work) {
    mostBusy.accumulateAndGet(busy.incrementAndGet(), Math::max);
    try {
      work.run();
    } catch (RuntimeException e) {
      log.error("work failed", e);
    } finally {
      served.increment();
      busy.decrementAndGet();
    }
  }
}
