package dev.weir.runtime.upstream.transport;

import dev.weir.runtime.loop.EventLoop;
import dev.weir.runtime.upstream.wire.Hop;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.eclipse.jetty.util.thread.AutoLock;
import org.jspecify.annotations.Nullable;

/// The connections to one hop, used in one way, and who waits for one.
///
/// Unused ones are kept by event loop, the latest on top: whoever runs a loop gets one of its own
/// or a new one, and another's only when there may be no more.
final class Pool {

  /// What a claim gets.
  sealed interface Turn {

    record Use(UpstreamConnection connection) implements Turn {}

    /// Leave to open a connection.
    record Open() implements Turn {}

    record Wait() implements Turn {}

    /// Too many wait already.
    record Refused() implements Turn {}

    /// The pool is not in use any more; there may be another.
    record Retired() implements Turn {}

    Turn OPEN = new Open();
    Turn WAIT = new Wait();
    Turn REFUSED = new Refused();
    Turn RETIRED = new Retired();
  }

  private final Hop hop;
  private final Usage usage;
  private final Bounds bounds;
  private final Executor executor;
  private final AutoLock lock = new AutoLock();
  private final IdentityHashMap<EventLoop, Deque<UpstreamConnection>> idle =
      new IdentityHashMap<>();
  private final Queue<Claim> waiting = new ArrayDeque<>();
  private int idleCount;
  private int open;
  private long lastUsed = System.nanoTime();
  private boolean retired;

  /// @param connections open at a time
  /// @param waiting claims at a time
  record Bounds(int connections, int waiting) {}

  Pool(Hop hop, Usage usage, Bounds bounds, Executor executor) {
    this.hop = hop;
    this.usage = usage;
    this.bounds = bounds;
    this.executor = executor;
  }

  Hop hop() {
    return hop;
  }

  Usage usage() {
    return usage;
  }

  /// @param here the loop the claim comes from, null for any
  Turn ask(Claim claim, @Nullable EventLoop here) {
    try (AutoLock _ = lock.lock()) {
      if (retired) {
        return Turn.RETIRED;
      }
      UpstreamConnection unused = here == null ? anyIdle() : idleOf(idle.get(here));
      if (unused == null && open >= bounds.connections()) {
        unused = anyIdle();
      }
      if (unused != null) {
        return new Turn.Use(unused);
      }
      if (open < bounds.connections()) {
        open++;
        return Turn.OPEN;
      }
      if (waiting.size() >= bounds.waiting()) {
        return Turn.REFUSED;
      }
      waiting.add(claim);
      return Turn.WAIT;
    }
  }

  private @Nullable UpstreamConnection anyIdle() {
    if (idleCount > 0) {
      for (Deque<UpstreamConnection> each : idle.values()) {
        UpstreamConnection unused = idleOf(each);
        if (unused != null) {
          return unused;
        }
      }
    }
    return null;
  }

  private @Nullable UpstreamConnection idleOf(@Nullable Deque<UpstreamConnection> kept) {
    UpstreamConnection unused = kept == null ? null : kept.pollLast();
    if (unused != null) {
      idleCount--;
    }
    return unused;
  }

  /// The claim waits no longer.
  void leave(Claim claim) {
    try (AutoLock _ = lock.lock()) {
      waiting.remove(claim);
    }
  }

  /// A connection has nothing to do.
  void free(UpstreamConnection connection) {
    if (usage == Usage.ONCE) {
      connection.close();
      gone();
      return;
    }
    Claim next;
    try (AutoLock _ = lock.lock()) {
      next = waiting.poll();
      if (next == null) {
        lastUsed = System.nanoTime();
        connection.rest(lastUsed);
        idle.computeIfAbsent(connection.wire().loop(), _ -> new ArrayDeque<>()).addLast(connection);
        idleCount++;
      }
    }
    if (next != null) {
      // Elsewhere: one claim after the other could end here.
      executor.execute(() -> next.granted(new Turn.Use(connection)));
    }
  }

  /// A connection has been closed, or was not opened after all.
  void gone() {
    Claim next;
    try (AutoLock _ = lock.lock()) {
      next = waiting.poll();
      if (next == null) {
        open--;
        lastUsed = System.nanoTime();
      }
    }
    if (next != null) {
      executor.execute(() -> next.granted(Turn.OPEN));
    }
  }

  /// Takes a connection out that is not used.
  ///
  /// @return false if it is used again
  boolean remove(UpstreamConnection connection) {
    try (AutoLock _ = lock.lock()) {
      Deque<UpstreamConnection> kept = idle.get(connection.wire().loop());
      if (kept == null || !kept.remove(connection)) {
        return false;
      }
      idleCount--;
    }
    gone();
    return true;
  }

  /// Closes connections that have not been used since then.
  ///
  /// @return whether the pool itself has not been used for long, and is retired
  boolean sweep(long unusedSince, long retiredSince) {
    List<UpstreamConnection> old = new ArrayList<>();
    boolean unused;
    try (AutoLock _ = lock.lock()) {
      for (Deque<UpstreamConnection> each : idle.values()) {
        while (!each.isEmpty() && each.peekFirst().idleSince() - unusedSince <= 0) {
          old.add(each.pollFirst());
          idleCount--;
          open--;
        }
      }
      unused = open == 0 && waiting.isEmpty() && lastUsed - retiredSince <= 0;
      retired |= unused;
    }
    old.forEach(UpstreamConnection::close);
    return unused;
  }

  /// Whether every connection there may be is in an exchange.
  boolean isExhausted() {
    try (AutoLock _ = lock.lock()) {
      return open - idleCount >= bounds.connections();
    }
  }

  /// How many connections are open, of those unused, and claims waiting.
  Load load() {
    try (AutoLock _ = lock.lock()) {
      return new Load(open, idleCount, waiting.size());
    }
  }
}
