package dev.weir.runtime.upstream;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import org.eclipse.jetty.util.thread.Scheduler;

/// Looks after everything that must not last for ever, a few times a second.
///
/// A timer for each limit of each exchange would cost more than the exchange's own work; so all are
/// asked in turn, at moments that are as far apart as a limit may be late. While there is nothing
/// to look after there is no timer at all.
final class Deadlines {

  /// Something that may be overdue.
  interface Watched {

    /// Ends it if it is.
    ///
    /// @param now by [System#nanoTime()]
    /// @return false if there is nothing left to watch
    boolean check(long now);

    /// Ends it anyway.
    void end(Throwable cause);
  }

  /// How late the end of a limit may be noticed.
  static final Duration STEP = Duration.ofMillis(20);

  private final Scheduler scheduler;
  private final LongPredicate alsoCheck;
  private final Set<Watched> watched = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean ticking = new AtomicBoolean();

  /// @param alsoCheck asked each time, whether anything is being watched or not; false for nothing
  ///   left to do
  Deadlines(Scheduler scheduler, LongPredicate alsoCheck) {
    this.scheduler = scheduler;
    this.alsoCheck = alsoCheck;
  }

  void watch(Watched item) {
    watched.add(item);
    if (!ticking.get() && ticking.compareAndSet(false, true)) {
      schedule();
    }
  }

  void forget(Watched item) {
    watched.remove(item);
  }

  void forEach(Consumer<Watched> action) {
    watched.forEach(action);
  }

  private void schedule() {
    try {
      Scheduler.Task _ = scheduler.schedule(this::tick, STEP.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException stopped) {
      ticking.set(false);
    }
  }

  private void tick() {
    long now = System.nanoTime();
    watched.removeIf(item -> !item.check(now));
    boolean others = alsoCheck.test(now);
    boolean more = others || !watched.isEmpty();
    if (!more) {
      ticking.set(false);
      // Whoever came in between saw the ticking and relied on it.
      more = !watched.isEmpty() && ticking.compareAndSet(false, true);
    }
    if (more) {
      schedule();
    }
  }
}
