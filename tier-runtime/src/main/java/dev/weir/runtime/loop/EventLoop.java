package dev.weir.runtime.loop;

import java.io.IOException;
import java.nio.channels.Selector;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SelectorManager;

/// A selector that knows which thread runs it, so that what begins on that thread can stay there.
public final class EventLoop extends ManagedSelector {

  private volatile long runner;

  public EventLoop(SelectorManager manager, int id) {
    super(manager, id);
  }

  @Override
  protected int nioSelect(Selector selector, boolean now) throws IOException {
    long current = Thread.currentThread().threadId();
    if (runner != current) {
      runner = current;
    }
    return super.nioSelect(selector, now);
  }

  /// Whether the calling thread was the last to select here. A hint about where to do something,
  /// not a guard: another thread may have taken over.
  public boolean isHere() {
    return runner == Thread.currentThread().threadId();
  }

  /// Runs a task that never blocks on this loop, after what it does now, if the calling thread runs
  /// it. Only while the loop works: one that stops may drop the task.
  ///
  /// @return false if somebody else has to run the task
  public boolean runAfterwards(Runnable task) {
    if (!isHere() || !isRunning() || getSelector() == null) {
      return false;
    }
    submit(_ -> task.run());
    return true;
  }
}
