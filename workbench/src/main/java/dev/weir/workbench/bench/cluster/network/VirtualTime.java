package dev.weir.workbench.bench.cluster.network;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;

/// Time that stands still until everything due has been done and then leaps to what is due next.
/// What is due at the same moment happens in the order in which it was asked for. One thread.
public final class VirtualTime implements InstantSource {

  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

  private final Queue<Event> due =
      new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::number));
  private long now;
  private long events;

  /// Something that is to happen.
  public static final class Event implements Scheduler.Task {

    private final long at;
    private final long number;
    private final Runnable task;
    private boolean over;

    Event(long at, long number, Runnable task) {
      this.at = at;
      this.number = number;
      this.task = task;
    }

    long at() {
      return at;
    }

    long number() {
      return number;
    }

    @Override
    public boolean cancel() {
      boolean first = !over;
      over = true;
      return first;
    }
  }

  @Override
  public Instant instant() {
    return BEGIN.plusNanos(now);
  }

  /// Time since the beginning.
  public Duration elapsed() {
    return Duration.ofNanos(now);
  }

  /// Runs `task` when `wait` is over.
  public void after(Duration wait, Runnable task) {
    var _ = at(now + wait.toNanos(), task);
  }

  /// The same, and it can be over.
  public Event timer(Duration wait, Runnable task) {
    return at(now + wait.toNanos(), task);
  }

  private Event at(long nanos, Runnable task) {
    Event event = new Event(Math.max(now, nanos), events++, task);
    due.add(event);
    return event;
  }

  /// Lets so much time pass, with all that happens in it.
  public void pass(Duration span) {
    long end = now + span.toNanos();
    for (Event next = due.peek(); next != null && next.at <= end; next = due.peek()) {
      due.remove();
      now = next.at;
      if (!next.over) {
        next.over = true;
        next.task.run();
      }
    }
    now = end;
  }

  /// The same time for those that take a scheduler.
  public Scheduler scheduler() {
    return new Timers();
  }

  private final class Timers extends AbstractLifeCycle implements Scheduler {

    @Override
    public Task schedule(Runnable task, long delay, TimeUnit unit) {
      return at(now + unit.toNanos(delay), task);
    }
  }
}
