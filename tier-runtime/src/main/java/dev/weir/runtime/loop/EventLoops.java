package dev.weir.runtime.loop;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Event loops to choose from.
public final class EventLoops {

  private final List<EventLoop> loops;
  private final AtomicInteger next = new AtomicInteger();

  /// At least one.
  public EventLoops(Collection<EventLoop> loops) {
    this.loops = List.copyOf(loops);
  }

  /// The loop the calling thread runs, null if it runs none.
  public @Nullable EventLoop here() {
    for (EventLoop loop : loops) {
      if (loop.isHere()) {
        return loop;
      }
    }
    return null;
  }

  /// One after the other.
  public EventLoop next() {
    return loops.get(Math.floorMod(next.getAndIncrement(), loops.size()));
  }
}
