package dev.weir.runtime.lifecycle;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Keeps a program running until somebody asks it to stop: TERM or INT drains the tiers and closes
/// them, a second one ends the process at once.
///
/// Signals are heard from the moment it is made. Made before the tiers start, it loses none that
/// comes while they do; a start by way of [#start] is broken off by one.
public final class RunUntilSignal {

  /// The shell's code of a process ended by a signal is 128 and its number.
  private static final int SIGNALLED = 128;

  private static final Duration DRAIN_LIMIT = Duration.ofSeconds(30);

  private final List<Tier> tiers;
  private final Duration drainLimit;
  private final CountDownLatch asked = new CountDownLatch(1);
  private final AtomicInteger signals = new AtomicInteger();
  private @Nullable Thread starter;

  /// What takes a while before there is something to wait in.
  @FunctionalInterface
  public interface Starting {
    void start() throws Exception;
  }

  /// How a start ended.
  public enum Start {
    READY,
    /// A signal came first: [#await] closes what there is and returns.
    STOPPED
  }

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

  /// Starts the tiers, on this thread, which a signal interrupts.
  ///
  /// @throws Exception what `starting` throws, unless because of a signal
  public Start start(Starting starting) throws Exception {
    follow(Thread.currentThread());
    try {
      // The signal may have come while nobody was to be interrupted.
      if (!isAsked()) {
        starting.start();
      }
    } catch (Exception e) {
      if (!isAsked()) {
        throw e;
      }
    } finally {
      follow(null);
      if (isAsked()) {
        // Meant for the start; what follows must be able to wait.
        Thread.interrupted();
      }
    }
    return isAsked() ? Start.STOPPED : Start.READY;
  }

  private boolean isAsked() {
    return asked.getCount() == 0;
  }

  private synchronized void follow(@Nullable Thread thread) {
    starter = thread;
  }

  private synchronized void interruptStart() {
    if (starter != null) {
      starter.interrupt();
    }
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
    interruptStart();
  }

  private void drainAndClose() {
    tiers.forEach(tier -> tier.drain(drainLimit));
    tiers.forEach(Tier::close);
  }
}
