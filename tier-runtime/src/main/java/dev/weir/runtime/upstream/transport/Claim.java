package dev.weir.runtime.upstream.transport;

import dev.weir.runtime.loop.EventLoop;
import dev.weir.runtime.loop.EventLoops;
import dev.weir.runtime.upstream.wire.AddressResolution;
import dev.weir.runtime.upstream.wire.Dial;
import dev.weir.runtime.upstream.wire.Wire;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/// The wish of one exchange for a connection: an unused one, a new one, or a place in the queue.
public final class Claim implements Dial.Outcome {

  /// Hears what becomes of it, once, unless it gives up.
  public interface Claimant {

    void onConnection(UpstreamConnection connection);

    void onNoConnection(Throwable cause);
  }

  /// What new connections are made with.
  record Ways(EventLoops loops, AddressResolution resolution, Means means) {}

  private final Pool pool;
  private final Ways ways;
  private final Claimant claimant;
  private @Nullable Dial dial;
  private boolean over;

  Claim(Pool pool, Ways ways, Claimant claimant) {
    this.pool = pool;
    this.ways = ways;
    this.claimant = claimant;
  }

  /// Nothing is heard of it any more.
  ///
  /// @return false if it is too late for that: it has been decided
  public boolean giveUp() {
    Dial dialling;
    synchronized (this) {
      if (over) {
        return false;
      }
      over = true;
      dialling = dial;
    }
    if (dialling == null) {
      pool.leave(this);
    } else if (dialling.giveUp()) {
      pool.gone();
    }
    return true;
  }

  /// Whether it waits because every connection is in use.
  public boolean waitsForRoom() {
    synchronized (this) {
      return dial == null && pool.isExhausted();
    }
  }

  void granted(Pool.Turn turn) {
    switch (turn) {
      case Pool.Turn.Use(UpstreamConnection connection) -> {
        if (end()) {
          claimant.onConnection(connection);
        } else {
          pool.free(connection);
        }
      }
      case Pool.Turn.Open() -> open();
      case Pool.Turn.Refused() -> {
        if (end()) {
          claimant.onNoConnection(
              new RejectedExecutionException("too many exchanges wait for a connection"));
        }
      }
      case Pool.Turn.Wait(), Pool.Turn.Retired() -> {
        // Its turn has not come.
      }
    }
  }

  private void open() {
    EventLoop here = ways.loops().here();
    Dial made =
        new Dial(pool.hop(), here == null ? ways.loops().next() : here, ways.resolution(), this);
    boolean wanted;
    synchronized (this) {
      wanted = !over;
      if (wanted) {
        dial = made;
      }
    }
    if (wanted) {
      made.start();
    } else {
      pool.gone();
    }
  }

  private synchronized boolean end() {
    boolean first = !over;
    over = true;
    return first;
  }

  @Override
  public void connected(Wire wire) {
    UpstreamConnection connection = new UpstreamConnection(wire, pool, ways.means());
    if (end()) {
      claimant.onConnection(connection);
    } else {
      wire.close();
      pool.gone();
    }
  }

  @Override
  public void unconnected(Throwable cause) {
    boolean first = end();
    pool.gone();
    if (first) {
      claimant.onNoConnection(cause);
    }
  }
}
