package dev.weir.cache.forward;

import dev.weir.cache.peer.Peer;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.io.Content;
import org.jspecify.annotations.Nullable;

/// How many exchanges are under way with each peer, so that none gets more than its `max-conn`.
final class Slots {

  private final ConcurrentMap<String, AtomicInteger> taken = new ConcurrentHashMap<>();

  /// Takes a place for one exchange, unless all are taken.
  boolean take(Peer peer) {
    int most = peer.settings().maxConnections();
    if (most == 0) {
      return true;
    }
    AtomicInteger places = places(peer);
    if (places.incrementAndGet() <= most) {
      return true;
    }
    places.decrementAndGet();
    return false;
  }

  /// Gives a place back.
  void free(Peer peer) {
    if (peer.settings().maxConnections() > 0) {
      places(peer).decrementAndGet();
    }
  }

  private AtomicInteger places(Peer peer) {
    return taken.computeIfAbsent(peer.name(), name -> new AtomicInteger());
  }

  /// The content of an answer, which holds its place until it has been read to its end or given up.
  Content.Source holding(Peer peer, Content.Source content) {
    return peer.settings().maxConnections() == 0 ? content : new Held(peer, content);
  }

  /// Content that frees a place when it is over.
  private final class Held implements Content.Source {

    private final Content.Source content;
    private @Nullable Peer holder;

    Held(Peer holder, Content.Source content) {
      this.holder = holder;
      this.content = content;
    }

    private synchronized void over() {
      if (holder != null) {
        free(holder);
        holder = null;
      }
    }

    @Override
    public long getLength() {
      return content.getLength();
    }

    @Override
    public Content.Chunk read() {
      Content.Chunk chunk = content.read();
      if (chunk != null && chunk.isLast()) {
        over();
      }
      return chunk;
    }

    @Override
    public void demand(Runnable demandCallback) {
      content.demand(demandCallback);
    }

    @Override
    public void fail(Throwable failure) {
      over();
      content.fail(failure);
    }
  }
}
