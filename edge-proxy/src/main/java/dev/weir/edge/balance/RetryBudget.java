package dev.weir.edge.balance;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/// Keeps retries to a fifth of the requests of the last ten to twenty seconds, so that a failing
/// group is not finished off by its own clients; a few are always allowed, or a quiet site could
/// never retry.
public final class RetryBudget {

  private static final Duration SPAN = Duration.ofSeconds(10);
  private static final int REQUESTS_PER_RETRY = 5;
  private static final int ALWAYS_ALLOWED = 10;

  private final InstantSource clock;
  private final AtomicReference<Window> window;

  /// Counts of one span of time, with those of the span before.
  private record Window(Instant begin, Counts now, Counts before) {

    long requests() {
      return now.requests.sum() + before.requests.sum();
    }

    long retries() {
      return now.retries.sum() + before.retries.sum();
    }
  }

  private record Counts(LongAdder requests, LongAdder retries) {

    Counts() {
      this(new LongAdder(), new LongAdder());
    }
  }

  public RetryBudget(InstantSource clock) {
    this.clock = clock;
    this.window = new AtomicReference<>(new Window(clock.instant(), new Counts(), new Counts()));
  }

  /// A client request has come.
  void requested(Instant now) {
    current(now).now.requests.increment();
  }

  /// Takes one retry from the budget; false if it is used up.
  public boolean take() {
    Window current = current(clock.instant());
    long allowed = Math.max(ALWAYS_ALLOWED, current.requests() / REQUESTS_PER_RETRY);
    if (current.retries() >= allowed) {
      return false;
    }
    current.now.retries.increment();
    return true;
  }

  private Window current(Instant now) {
    Window seen = window.get();
    if (now.isBefore(seen.begin.plus(SPAN))) {
      return seen;
    }
    boolean justOver = now.isBefore(seen.begin.plus(SPAN.multipliedBy(2)));
    Window next = new Window(now, new Counts(), justOver ? seen.now : new Counts());
    return window.compareAndSet(seen, next) ? next : window.get();
  }
}
