package dev.weir.cache.fetch;

import dev.weir.cache.download.Download;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Who waits for the answer of one fetch, and what those who come later may read along. The lock is
/// never held while somebody else's code runs.
final class Queue {

  private final @Nullable Waiter owner;
  private final Instant begun;
  private final ReentrantLock lock = new ReentrantLock();
  private List<Waiter> waiting = new ArrayList<>();
  private boolean asking = true;
  private boolean overtaken;
  private @Nullable Shared shared;
  private @Nullable Queue slower;

  /// What others may read along.
  record Shared(Fetched fetched, Download download) {}

  /// @param owner whom the fetch is for, null when only for the store
  Queue(@Nullable Waiter owner, Instant begun) {
    this.owner = owner;
    this.begun = begun;
    if (owner != null) {
      waiting.add(owner);
    }
  }

  int length() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }

  /// Lets somebody wait, while there is no answer; says whether there is none.
  boolean join(Waiter waiter) {
    lock.lock();
    try {
      boolean open = asking && !overtaken;
      if (open) {
        waiting.add(waiter);
      }
      return open;
    } finally {
      lock.unlock();
    }
  }

  /// What may be read along, null when nothing may.
  @Nullable Shared shared() {
    lock.lock();
    try {
      return overtaken ? null : shared;
    } finally {
      lock.unlock();
    }
  }

  /// Something changed what is asked for: whatever comes may be older.
  void overtake() {
    lock.lock();
    try {
      overtaken = true;
    } finally {
      lock.unlock();
    }
  }

  boolean isOvertaken() {
    lock.lock();
    try {
      return overtaken;
    } finally {
      lock.unlock();
    }
  }

  /// Whether there is no answer after longer than `limit`.
  boolean waitsSince(Instant now, Duration limit) {
    lock.lock();
    try {
      return asking && Duration.between(begun, now).compareTo(limit) > 0;
    } finally {
      lock.unlock();
    }
  }

  /// Everybody waiting until now. From now on nobody waits; who comes reads along, if there is
  /// something to.
  List<Waiter> answered(@Nullable Shared toJoin) {
    lock.lock();
    try {
      List<Waiter> all = waiting;
      waiting = new ArrayList<>();
      asking = false;
      shared = toJoin;
      return all;
    } finally {
      lock.unlock();
    }
  }

  /// Takes those out who are content with what is stored.
  void makeDo(FetchTrouble trouble) {
    List<Waiter> all;
    lock.lock();
    try {
      all = List.copyOf(waiting);
    } finally {
      lock.unlock();
    }
    List<Waiter> content = all.stream().filter(waiter -> waiter.makesDo(trouble)).toList();
    lock.lock();
    try {
      waiting.removeAll(content);
    } finally {
      lock.unlock();
    }
  }

  /// Stands beside another that takes too long.
  void follow(Queue overdue) {
    lock.lock();
    try {
      slower = overdue;
    } finally {
      lock.unlock();
    }
  }

  /// The answer is here: those who wait for the slower fetch need not wait on.
  void releaseOthers(FetchOutcome outcome) {
    Queue passed;
    lock.lock();
    try {
      passed = slower;
      slower = null;
    } finally {
      lock.unlock();
    }
    if (passed != null) {
      passed.release(outcome);
      passed.releaseOthers(outcome);
    }
  }

  private void release(FetchOutcome outcome) {
    List<Waiter> released;
    lock.lock();
    try {
      released = waiting.stream().filter(waiter -> !waiter.equals(owner)).toList();
      waiting.removeAll(released);
      // Whatever comes now was asked for earlier than what has come.
      overtaken |= outcome instanceof FetchOutcome.Overtaken;
    } finally {
      lock.unlock();
    }
    released.forEach(waiter -> waiter.onOutcome(outcome));
  }
}
