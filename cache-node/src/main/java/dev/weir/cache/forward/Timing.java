package dev.weir.cache.forward;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.thread.Scheduler;

/// What time it is, and what is to happen later.
///
/// @param clock tells the times of requests and answers
/// @param scheduler runs what has waited long enough; its tasks do not block
public record Timing(InstantSource clock, Scheduler scheduler) {

  Instant now() {
    return clock.instant();
  }

  Scheduler.Task after(Duration wait, Runnable task) {
    return scheduler.schedule(task, wait.toNanos(), TimeUnit.NANOSECONDS);
  }
}
