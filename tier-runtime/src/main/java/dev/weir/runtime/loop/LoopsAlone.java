package dev.weir.runtime.loop;

import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.util.concurrent.Executor;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SelectorManager;
import org.eclipse.jetty.util.thread.Scheduler;

/// Event loops for who accepts no connections, only opens some.
public final class LoopsAlone extends SelectorManager {

  public LoopsAlone(Executor executor, Scheduler scheduler, int loops) {
    super(executor, scheduler, loops);
  }

  /// The loops, while this is started.
  public EventLoops loops() {
    return new EventLoops(getBeans(EventLoop.class));
  }

  @Override
  protected ManagedSelector newSelector(int id) {
    return new EventLoop(this, id);
  }

  @Override
  protected EndPoint newEndPoint(
      SelectableChannel channel, ManagedSelector selector, SelectionKey key) {
    throw new UnsupportedOperationException("nothing is accepted here");
  }

  @Override
  public Connection newConnection(SelectableChannel channel, EndPoint endPoint, Object attachment) {
    throw new UnsupportedOperationException("nothing is accepted here");
  }
}
