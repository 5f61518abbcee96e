package dev.weir.runtime.loop;

import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.util.thread.Scheduler;

/// A socket that stays registered for reading as [LazyKey] tells, also at a selector that takes the
/// place of one that failed.
public class LazyEndPoint extends SocketChannelEndPoint {

  private final LazyKey key;

  public LazyEndPoint(
      SocketChannel channel, ManagedSelector selector, LazyKey key, Scheduler scheduler) {
    super(channel, selector, key, scheduler);
    this.key = key;
  }

  @Override
  public void replaceKey(SelectionKey newKey) {
    key.replace(newKey);
  }
}
