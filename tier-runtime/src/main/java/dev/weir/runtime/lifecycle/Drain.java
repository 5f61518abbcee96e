package dev.weir.runtime.lifecycle;

import dev.weir.runtime.listen.Listeners;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The orderly end of a tier's listeners: not ready any more, no new connections, what is in flight
/// finishes.
///
/// A request that still arrives on an open connection is served, and the connection closed behind
/// it: nobody gets an error because of a restart.
public final class Drain {

  /// How a drain ended.
  public sealed interface Outcome {

    /// Every request was answered.
    record Finished() implements Outcome {}

    /// The limit came first; so many connections were still open.
    record CutOff(int connections) implements Outcome {}
  }

  private final Readiness readiness;
  private final Listeners listeners;

  public Drain(Readiness readiness, Listeners listeners) {
    this.readiness = readiness;
    this.listeners = listeners;
  }

  /// Waits not longer than the limit; closes nothing that is still open then.
  public Outcome within(Duration limit) {
    readiness.refuse("draining");
    try {
      listeners.shutdown().get(limit.toNanos(), TimeUnit.NANOSECONDS);
      return new Outcome.Finished();
    } catch (TimeoutException _) {
      return new Outcome.CutOff(listeners.connections());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new Outcome.CutOff(listeners.connections());
    } catch (ExecutionException e) {
      throw new IllegalStateException("the listeners did not shut down", e.getCause());
    }
  }
}
