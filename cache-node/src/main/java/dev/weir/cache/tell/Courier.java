package dev.weir.cache.tell;

import dev.weir.cache.peer.Peer;
import dev.weir.cache.purge.Tombstone;
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
  private static final int FULL_MESSAGE = Hearing.LONGEST_MESSAGE / 2;
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
  private long known;
  private boolean reachable = true;
  private boolean closed;
  private @Nullable String life;
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
      return new SiblingReport(sibling.name(), reachable, tombstones.last() - known, trouble);
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
      while (!closed && known >= tombstones.last()) {
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
    Tombstones.Stretch next = tombstones.after(known(), MOST_AT_ONCE);
    if (next.tombstones().isEmpty()) {
      confirmed(next.upTo(), null);
      return;
    }
    StringBuilder message = new StringBuilder();
    long upTo = next.upTo();
    for (Tombstone tombstone : next.tombstones()) {
      String notice = notice(tombstone);
      if (message.length() + notice.length() > FULL_MESSAGE && !message.isEmpty()) {
        upTo = tombstone.number() - 1;
        break;
      }
      // A URL too long for any message is too long for any request.
      message.append(notice.length() > FULL_MESSAGE ? "" : notice).append('\n');
    }
    confirmed(
        upTo,
        line.tell(sibling.httpHost(), sibling.settings().invalidationPort(), message.toString()));
  }

  private String notice(Tombstone tombstone) {
    Duration age = Duration.between(tombstone.at(), clock.instant());
    return new Notice(tombstone.order(), age.isNegative() ? Duration.ZERO : age).line();
  }

  private long known() {
    lock.lock();
    try {
      return known;
    } finally {
      lock.unlock();
    }
  }

  /// @param saidLife null when the sibling was not asked
  private void confirmed(long upTo, @Nullable String saidLife) {
    List<Awaited> done;
    lock.lock();
    try {
      boolean restarted = life != null && saidLife != null && !saidLife.equals(life);
      life = saidLife == null ? life : saidLife;
      // Who has started again remembers nothing, but may have a disk full of old copies.
      known = restarted ? 0 : upTo;
      reachable = true;
      trouble = null;
      done = awaited.stream().filter(each -> each.number() <= upTo).toList();
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
