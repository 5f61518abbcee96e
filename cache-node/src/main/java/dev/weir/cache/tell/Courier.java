package dev.weir.cache.tell;

import dev.weir.cache.peer.Peer;
import dev.weir.cache.purge.Tombstones;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells one sibling everything that becomes invalid, in order, on a virtual thread of its own; one
/// that cannot be reached is told all of it when it can be again.
final class Courier implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
  private static final int MOST_AT_ONCE = 64;

  /// Up to where the sibling knows what we know is not known.
  private static final long NOT_ASKED = -1;

  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final Peer sibling;
  private final Tombstones tombstones;
  private final Line line;
  private final InstantSource clock;
  private final Thread thread;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition work = lock.newCondition();
  private final List<Awaited> awaited = new ArrayList<>();
  private long known = NOT_ASKED;
  private boolean reachable = true;
  private boolean closed;
  private @Nullable String trouble;

  private record Awaited(long number, CompletableFuture<Boolean> told) {}

  Courier(Peer sibling, Tombstones tombstones, Line line, InstantSource clock) {
    this.sibling = sibling;
    this.tombstones = tombstones;
    this.line = line;
    this.clock = clock;
    this.thread = Thread.ofVirtual().name("tell-" + sibling.name()).unstarted(this::run);
  }

  Courier start() {
    thread.start();
    return this;
  }

  Peer sibling() {
    return sibling;
  }

  /// Done with true when the sibling has confirmed everything up to `number`, with false when it is
  /// known that this takes longer.
  CompletableFuture<Boolean> tell(long number) {
    lock.lock();
    try {
      if (known >= number) {
        return CompletableFuture.completedFuture(true);
      }
      if (!reachable || closed) {
        return CompletableFuture.completedFuture(false);
      }
      var told = new CompletableFuture<Boolean>();
      awaited.add(new Awaited(number, told));
      work.signalAll();
      return told;
    } finally {
      lock.unlock();
    }
  }

  SiblingReport report() {
    lock.lock();
    try {
      long behind = tombstones.after(Math.max(0, known), Integer.MAX_VALUE).tombstones().size();
      return new SiblingReport(sibling.name(), reachable, behind, trouble);
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    Duration pause = FIRST_PAUSE;
    try {
      while (awaitWork()) {
        try {
          tellNext();
          pause = FIRST_PAUSE;
        } catch (IOException e) {
          failed(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
          rest(pause);
          pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
        }
      }
    } catch (InterruptedException e) {
      // Closed.
    }
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /// Waits until there is something to tell; false when nobody is to be told any more.
  private boolean awaitWork() throws InterruptedException {
    lock.lock();
    try {
      while (!closed && Math.max(0, known) >= tombstones.last()) {
        work.await();
      }
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  private void rest(Duration pause) throws InterruptedException {
    lock.lock();
    try {
      long left = pause.toNanos();
      while (!closed && left > 0) {
        left = work.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  private void tellNext() throws IOException, InterruptedException {
    long before = known();
    if (before == NOT_ASKED) {
      // It may know much of it from our former life.
      confirmed(0, tell(new News(tombstones.log(), 0, 0, tombstones.last(), List.of())));
      return;
    }
    Tombstones.Stretch next = tombstones.after(before, MOST_AT_ONCE);
    if (next.tombstones().isEmpty()) {
      confirmed(next.upTo(), next.upTo());
      return;
    }
    News news = News.of(tombstones, next, before, clock.instant());
    confirmed(news.upTo(), tell(news));
  }

  private long tell(News news) throws IOException, InterruptedException {
    return line.tell(sibling.httpHost(), sibling.settings().invalidationPort(), news);
  }

  private long known() {
    lock.lock();
    try {
      return known;
    } finally {
      lock.unlock();
    }
  }

  /// @param said up to where the sibling says it knows all: less than it was told when it has lost
  ///   what it knew, and may have a disk full of old copies
  private void confirmed(long upTo, long said) {
    List<Awaited> done;
    lock.lock();
    try {
      known = said == Line.NOT_UNDERSTOOD ? upTo : Math.min(said, tombstones.last());
      long now = known;
      reachable = true;
      trouble = null;
      done = awaited.stream().filter(each -> each.number() <= now).toList();
      awaited.removeAll(done);
    } finally {
      lock.unlock();
    }
    done.forEach(each -> each.told().complete(true));
  }

  private void failed(String why) {
    List<Awaited> all;
    boolean isNews;
    lock.lock();
    try {
      isNews = reachable && !closed;
      reachable = false;
      trouble = why;
      all = List.copyOf(awaited);
      awaited.clear();
    } finally {
      lock.unlock();
    }
    if (isNews) {
      LOG.warn(
          "{} cannot be told what has become invalid, and may serve it until it can: {}",
          sibling.name(),
          why);
    }
    all.forEach(each -> each.told().complete(false));
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      work.signalAll();
    } finally {
      lock.unlock();
    }
    thread.interrupt();
    failed("closed");
  }
}
