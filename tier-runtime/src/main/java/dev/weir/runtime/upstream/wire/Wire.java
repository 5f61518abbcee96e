package dev.weir.runtime.upstream.wire;

import dev.weir.runtime.loop.EventLoop;
import dev.weir.runtime.loop.LazyKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.util.IO;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/// A socket that is never waited for: it is read and written at once, from any thread, and says
/// once on its event loop when there is more to do.
///
/// The loop takes an interest away when it reports it, and the key hears of what is wanted only
/// when the loop is about to select again; so whoever asks again at once for what was just reported
/// costs no system call, and by [LazyKey] neither does who asks later to read.
public final class Wire implements ManagedSelector.Selectable {

  /// Hears from the loop, on its thread; each call answers one request for it.
  public interface Events {

    default void onConnectable() {}

    void onReadable();

    void onWritable();
  }

  private static final ManagedSelector.SelectorUpdate WAKE_UP = _ -> {};

  private final SocketChannel channel;
  private final EventLoop loop;
  private final ManagedSelector.SelectorUpdate update = this::update;
  private volatile Events events;
  private volatile @Nullable LazyKey key;
  private int wanted;
  private boolean updating;
  private volatile boolean handedOver;

  Wire(SocketChannel channel, EventLoop loop, Events events) {
    this.channel = channel;
    this.loop = loop;
    this.events = events;
  }

  /// Whoever hears from now on.
  public void attach(Events listener) {
    events = listener;
  }

  /// Where it is.
  public EventLoop loop() {
    return loop;
  }

  SocketChannel channel() {
    return channel;
  }

  void wantConnect() {
    want(SelectionKey.OP_CONNECT);
  }

  public void wantRead() {
    want(SelectionKey.OP_READ);
  }

  public void wantWrite() {
    want(SelectionKey.OP_WRITE);
  }

  private void want(int operation) {
    synchronized (this) {
      if ((wanted & operation) != 0) {
        return;
      }
      wanted |= operation;
      if (updating) {
        return;
      }
      updating = true;
    }
    loop.submit(update);
  }

  private void update(Selector selector) {
    LazyKey known;
    int operations;
    synchronized (this) {
      updating = false;
      known = key;
      operations = wanted;
    }
    if (handedOver) {
      return;
    }
    try {
      if (known == null) {
        key = new LazyKey(channel.register(selector, operations, this));
      } else {
        known.interestOps(operations);
      }
    } catch (ClosedChannelException | CancelledKeyException closed) {
      // Whoever closed it knows.
      return;
    }
  }

  @Override
  public @Nullable Runnable onSelected() {
    LazyKey known = key;
    if (known == null) {
      return null;
    }
    int ready = known.readyOps();
    synchronized (this) {
      updating = true;
      wanted &= ~ready;
    }
    if ((ready & SelectionKey.OP_CONNECT) != 0) {
      events.onConnectable();
    }
    if ((ready & SelectionKey.OP_WRITE) != 0) {
      events.onWritable();
    }
    if ((ready & SelectionKey.OP_READ) != 0) {
      events.onReadable();
    }
    return null;
  }

  @Override
  public void updateKey() {
    LazyKey known = key;
    if (known != null) {
      update(known.selector());
    }
  }

  @Override
  public void replaceKey(SelectionKey newKey) {
    LazyKey known = key;
    if (known != null) {
      known.replace(newKey);
    }
  }

  /// @param buffer in fill mode
  /// @return octets read, 0 if there are none now, -1 at the end
  public int read(ByteBuffer buffer) throws IOException {
    return channel.read(buffer);
  }

  /// @return octets written, fewer than there are if the socket takes no more now
  public long write(ByteBuffer[] buffers, int count) throws IOException {
    return count == 1 ? channel.write(buffers[0]) : channel.write(buffers, 0, count);
  }

  /// Closes it; nothing more is heard of it.
  public void close() {
    boolean known;
    synchronized (this) {
      known = key != null || updating;
    }
    IO.close(channel);
    if (known) {
      // The socket is let go when its loop comes to select again.
      loop.submit(WAKE_UP);
    }
  }

  /// Hands the socket over as an endpoint of Jetty's, for octets that are no longer HTTP. Call on
  /// the loop's thread; nothing more is heard of the wire.
  public EndPoint toEndPoint(Scheduler scheduler) {
    LazyKey known = key;
    if (known == null) {
      throw new IllegalStateException("not registered");
    }
    EndPoint endPoint = new CandidEndPoint(channel, loop, known, scheduler);
    handedOver = true;
    known.interestOps(0);
    known.registered().attach(endPoint);
    return endPoint;
  }
}
