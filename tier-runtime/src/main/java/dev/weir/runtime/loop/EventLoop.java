package dev.weir.runtime.loop;

import java.io.IOException;
import java.nio.channels.Selector;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SelectorManager;
import org.jspecify.annotations.Nullable;

/// A selector that knows which thread runs it, so that what begins on that thread can stay there.
public final class EventLoop extends ManagedSelector {

  private static final ThreadLocal<@Nullable EventLoop> LAST = new ThreadLocal<>();

  private volatile long runner;

  public EventLoop(SelectorManager manager, int id) {
    super(manager, id);
  }

  @Override
  protected int nioSelect(Selector selector, boolean now) throws IOException {
    long current = Thread.currentThread().threadId();
    if (runner != current) {
      runner = current;
      LAST.set(this);
    }
    return super.nioSelect(selector, now);
  }

  /// Whether the calling thread was the last to select here. A hint about where to do something,
  /// not a guard: another thread may have taken over.
  public boolean isHere() {
    return runner == Thread.currentThread().threadId();
  }

  /// Runs a task that never blocks on the calling thread, after what the thread does now, if it
  /// runs a loop. Only while the loop runs: one that stops may drop the task.
  ///
  /// @return false if the thread runs none, and somebody else has to run the task
  public static boolean runAfterwards(Runnable task) {
    EventLoop last = LAST.get();
    if (last == null || !last.isHere() || !last.isRunning()) {
      return false;
    }
    last.submit(_ -> task.run());
    return true;
  }
}
