package dev.weir.runtime.tunnel;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/// Octets between a client and an upstream, both ways, until both have said their last, one of them
/// breaks off, or neither says anything for too long.
public final class Tunnel {

  private static final String ATTRIBUTE = Tunnel.class.getName();

  private final EndPoint upstream;
  private final ByteBuffer beginning;
  private final Duration idle;
  private final ByteBufferPool buffers;
  private final Executor executor;
  private final long begunNanos = System.nanoTime();
  private final AtomicInteger flowing = new AtomicInteger(2);
  private final CompletableFuture<Traffic> ended = new CompletableFuture<>();
  private volatile @Nullable Flow toClient;
  private volatile @Nullable Flow toUpstream;

  /// Nothing flows before the client's connection has been made over to it.
  ///
  /// @param beginning what the upstream has said already
  /// @param idle of silence in both directions after which it ends
  public Tunnel(
      EndPoint upstream,
      ByteBuffer beginning,
      Duration idle,
      ByteBufferPool buffers,
      Executor executor) {
    this.upstream = upstream;
    this.beginning = beginning;
    this.idle = idle;
    this.buffers = buffers;
    this.executor = executor;
    upstream.setConnection(new TunnelEnd(upstream, executor, _ -> {}));
    upstream.setIdleTimeout(idle.toMillis());
    upstream.onOpen();
  }

  /// The tunnel that the answer to a request leads into, null if it leads into none.
  public static @Nullable Tunnel of(Request clientRequest) {
    return clientRequest.getAttribute(ATTRIBUTE) instanceof Tunnel tunnel ? tunnel : null;
  }

  /// Has Jetty make the client's connection over to it when the answer has gone out.
  public void follow(Request clientRequest) {
    EndPoint client = clientRequest.getConnectionMetaData().getConnection().getEndPoint();
    clientRequest.setAttribute(HttpStream.UPGRADE_CONNECTION_ATTRIBUTE, connectionOn(client));
    clientRequest.setAttribute(ATTRIBUTE, this);
  }

  /// What to upgrade the client's connection to.
  public Connection connectionOn(EndPoint client) {
    return new TunnelEnd(client, executor, early -> open(client, early));
  }

  private void open(EndPoint client, ByteBuffer early) {
    client.setIdleTimeout(idle.toMillis());
    Flow.Owner owner =
        new Flow.Owner() {
          @Override
          public void ended() {
            if (flowing.decrementAndGet() == 0) {
              end(client, Traffic.Ending.CLOSED);
            }
          }

          @Override
          public void broke(Throwable cause) {
            end(client, Traffic.Ending.BROKEN);
          }
        };
    Flow down = new Flow(upstream, client, beginning, buffers, owner);
    Flow up = new Flow(client, upstream, early, buffers, owner);
    toClient = down;
    toUpstream = up;
    down.iterate();
    up.iterate();
  }

  private void end(EndPoint client, Traffic.Ending ending) {
    boolean first = ended.complete(traffic(ending));
    if (first) {
      client.close();
      upstream.close();
    }
  }

  private Traffic traffic(Traffic.Ending ending) {
    Flow down = toClient;
    Flow up = toUpstream;
    return new Traffic(
        Duration.ofNanos(System.nanoTime() - begunNanos),
        down == null ? 0 : down.octets(),
        up == null ? 0 : up.octets(),
        ending);
  }

  /// The client never got to know of it.
  public void abandon(Throwable cause) {
    if (ended.complete(traffic(Traffic.Ending.BROKEN))) {
      upstream.close();
    }
  }

  /// Calls once it is over, or at once if it is.
  public void whenOver(Consumer<Traffic> then) {
    CompletableFuture<Void> _ = ended.thenAccept(then);
  }
}
