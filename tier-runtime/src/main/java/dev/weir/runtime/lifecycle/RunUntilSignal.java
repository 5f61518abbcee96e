package dev.weir.runtime.lifecycle;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// Keeps a program running until somebody asks it to stop: TERM or INT drains the tiers and closes
/// them, a second one ends the process at once.
///
/// Signals are heard from the moment it is made. Made before the tiers start, it loses none that
/// comes while they do.
public final class RunUntilSignal {

  /// The shell's code of a process ended by a signal is 128 and its number.
  private static final int SIGNALLED = 128;

  private static final Duration DRAIN_LIMIT = Duration.ofSeconds(30);

  private final List<Tier> tiers;
  private final Duration drainLimit;
  private final CountDownLatch asked = new CountDownLatch(1);
  private final AtomicInteger signals = new AtomicInteger();

  /// With 30 s to drain.
  public RunUntilSignal(Tier tier) {
    this(List.of(tier), DRAIN_LIMIT);
  }

  /// Several tiers of one process drain in the order given, the one clients talk to first.
  public RunUntilSignal(List<Tier> tiers, Duration drainLimit) {
    this.tiers = List.copyOf(tiers);
    this.drainLimit = drainLimit;
    Signals.handle("TERM", this::stop);
    Signals.handle("INT", this::stop);
  }

  /// Runs on every HUP, on a thread of its own.
  public RunUntilSignal onHangUp(Runnable reload) {
    Signals.handle("HUP", _ -> reload.run());
    return this;
  }

  /// Returns when the tiers are closed.
  public void await() throws InterruptedException {
    // For an exit that no signal asked for, and where the JVM keeps the signals to itself (-Xrs).
    Thread hook = new Thread(this::drainAndClose, "drain-at-exit");
    Runtime.getRuntime().addShutdownHook(hook);
    asked.await();
    drainAndClose();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      // The exit has begun; the hook finds everything closed.
    }
  }

  private void stop(int signal) {
    if (signals.incrementAndGet() > 1) {
      Runtime.getRuntime().halt(SIGNALLED + signal);
    }
    asked.countDown();
  }

  private void drainAndClose() {
    tiers.forEach(tier -> tier.drain(drainLimit));
    tiers.forEach(Tier::close);
  }
}
