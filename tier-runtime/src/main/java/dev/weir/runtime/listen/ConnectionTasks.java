package dev.weir.runtime.listen;

import dev.weir.runtime.loop.EventLoop;
import dev.weir.runtime.loop.EventLoops;
import org.eclipse.jetty.io.SelectorManager;
import org.jspecify.annotations.Nullable;

/// What a connector's selector manager would hand to the pool: the opening and closing of
/// connections.
final class ConnectionTasks {

  private final SelectorManager manager;
  private volatile @Nullable EventLoops known;

  ConnectionTasks(SelectorManager manager) {
    this.manager = manager;
  }

  /// Runs one on the selector's thread, where handlers never block: it costs less than a hand-over.
  ///
  /// @return false if it has to be handed over
  boolean ranHere(Runnable task) {
    if (!ServerThreads.neverBlock(manager.getExecutor()) || !manager.isStarted()) {
      return false;
    }
    EventLoop here = loops().here();
    return here != null && here.runAfterwards(task);
  }

  /// They are the same from the start of the manager on.
  private EventLoops loops() {
    EventLoops found = known;
    if (found == null) {
      found = new EventLoops(manager.getBeans(EventLoop.class));
      known = found;
    }
    return found;
  }
}
