package dev.weir.workbench.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One run of load: a single event loop on the calling thread, which plays every visitor.
///
/// Views beyond the cap on visits at once wait, but their time runs from when they were due.
public final class LoadRun implements Visit.Audience {

  private static final int MOST_VISITS = 400;
  private static final int SCRATCH = 256 * 1024;
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Visitors visitors;
  private final Requests requests;
  private final int mostAtOnce;
  private final Set<Visit> underWay = new LinkedHashSet<>();
  private final ByteBuffer scratch = ByteBuffer.allocateDirect(SCRATCH);
  private final Tally tally = new Tally();
  private final @Nullable Arrivals arrivals;
  private long started;
  private long until;

  private LoadRun(Visitors visitors, PageView view, Pace pace) {
    this.visitors = visitors;
    requests = Requests.of(view, visitors);
    arrivals = pace instanceof Pace.Open open ? new Arrivals(open) : null;
    mostAtOnce = pace instanceof Pace.Closed(int atOnce) ? atOnce : MOST_VISITS;
  }

  /// Begins views for `length`, then waits a little for those under way.
  ///
  /// @throws IOException if the machine gives no selector
  public static LoadResult run(Visitors visitors, PageView view, Pace pace, Duration length)
      throws IOException {
    return new LoadRun(visitors, view, pace).run(length);
  }

  @Override
  public void answered(int status, long octets) {
    tally.answered(status, octets);
  }

  @Override
  public void pageCompleted(Visit visit) {
    tally.pageCompleted(visit.due(), System.nanoTime());
  }

  @Override
  public void completed(Visit visit) {
    underWay.remove(visit);
    tally.viewCompleted(visit.due(), System.nanoTime());
  }

  @Override
  public void failed(Visit visit, IOException failure) {
    underWay.remove(visit);
    tally.failed(failure);
  }

  private LoadResult run(Duration length) throws IOException {
    try (Selector selector = Selector.open()) {
      started = System.nanoTime();
      until = started + length.toNanos();
      long patience = until + PATIENCE.toNanos();
      long now = started;
      while (!Thread.currentThread().isInterrupted()
          && (nextDue(now) < until || !underWay.isEmpty())
          && now < patience) {
        beginDue(selector, now);
        select(selector, now);
        now = System.nanoTime();
      }
      giveUp(now);
      return tally.result(now - started);
    }
  }

  /// When the next view is due; not before `until` when no more are to come.
  private long nextDue(long now) {
    Arrivals times = arrivals;
    return times == null ? now : started + times.due();
  }

  private void beginDue(Selector selector, long now) {
    long due = nextDue(now);
    while (due <= now && due < until && underWay.size() < mostAtOnce) {
      Visit visit = new Visit(due, selector, visitors, requests, this);
      underWay.add(visit);
      visit.begin();
      advance();
      if (!underWay.contains(visit)) {
        return; // failed at once: the clock decides when to go on
      }
      due = nextDue(now);
    }
  }

  private void advance() {
    if (arrivals != null) {
      arrivals.advance();
    }
  }

  private void select(Selector selector, long now) throws IOException {
    long wait = nextEvent(now) - now;
    // The selector counts in milliseconds: what is nearer is waited for awake.
    if (wait < NANOS_PER_MILLI) {
      selector.selectNow(this::ready);
    } else {
      selector.select(this::ready, wait / NANOS_PER_MILLI);
    }
  }

  private long nextEvent(long now) {
    long due = nextDue(now);
    boolean noMore = due >= until || underWay.size() >= mostAtOnce;
    return noMore ? now + PATIENCE.toNanos() : due;
  }

  private void ready(SelectionKey key) {
    if (key.attachment() instanceof ClientConnection connection && key.isValid()) {
      connection.ready(scratch);
    }
  }

  private void giveUp(long now) {
    for (Visit visit : underWay) {
      visit.abandon();
      tally.unfinished(visit.due(), now);
    }
    underWay.clear();
    Arrivals times = arrivals;
    while (times != null && started + times.due() < until) {
      tally.unfinished(started + times.due(), Math.max(now, started + times.due()));
      times.advance();
    }
  }
}
