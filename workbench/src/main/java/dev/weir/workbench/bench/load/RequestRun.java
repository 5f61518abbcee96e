package dev.weir.workbench.bench.load;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Single requests over so many connections: for servers as they are compared, where connections
/// stand for the whole run (or for one request each).
///
/// With an open pace a request that finds all connections in use waits, and its time runs from when
/// it was due; connections that stand are opened before, by a request each that counts only if it
/// fails.
public final class RequestRun {

  private static final int SCRATCH = 256 * 1024;
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Visitors visitors;
  private final ByteBuffer request;
  private final @Nullable Arrivals arrivals;
  private final ByteBuffer scratch = ByteBuffer.allocateDirect(SCRATCH);
  private Tally tally = new Tally();
  private final ArrayDeque<Slot> idle = new ArrayDeque<>();
  private final List<Slot> slots = new ArrayList<>();
  private long started;
  private long until;
  private int busy;

  private RequestRun(Visitors visitors, String target, Pace pace) {
    this.visitors = visitors;
    request = Requests.of(PageView.of(target), visitors).page();
    arrivals = pace instanceof Pace.Open open ? new Arrivals(open) : null;
    int connections = pace instanceof Pace.Closed(int atOnce) ? atOnce : visitors.connections();
    for (int i = 0; i < connections; i++) {
      Slot slot = new Slot();
      slots.add(slot);
      idle.add(slot);
    }
  }

  /// Asks for `target` for `length`. A closed pace's visitors are connections; for an open one
  /// `visitors` says how many there are. `views` of the result are requests.
  public static LoadResult run(Visitors visitors, String target, Pace pace, Duration length)
      throws IOException {
    return new RequestRun(visitors, target, pace).run(length);
  }

  private LoadResult run(Duration length) throws IOException {
    try (Selector selector = Selector.open()) {
      if (arrivals != null && visitors.keepAlive() == Visitors.KeepAlive.ON) {
        connect(selector);
      }
      started = System.nanoTime();
      until = started + length.toNanos();
      long patience = until + PATIENCE.toNanos();
      long now = started;
      while (!Thread.currentThread().isInterrupted()
          && (nextDue(now) < until || busy > 0)
          && now < patience) {
        beginDue(selector, now);
        select(selector, now);
        now = System.nanoTime();
      }
      giveUp(now);
      return tally.result(now - started);
    }
  }

  private void connect(Selector selector) throws IOException {
    long now = System.nanoTime();
    long patience = now + PATIENCE.toNanos();
    for (int left = slots.size(); left > 0; left--) {
      take().begin(selector, now);
    }
    while (busy > 0 && now < patience && !Thread.currentThread().isInterrupted()) {
      selector.select(this::ready, (patience - now) / NANOS_PER_MILLI + 1);
      now = System.nanoTime();
    }
    for (Slot slot : slots) {
      slot.giveUpOpening();
    }
    tally = tally.startOver();
  }

  private Slot take() {
    busy++;
    return idle.removeFirst();
  }

  private long nextDue(long now) {
    Arrivals times = arrivals;
    return times == null ? now : started + times.due();
  }

  private void beginDue(Selector selector, long now) {
    long due = nextDue(now);
    while (due <= now && due < until && !idle.isEmpty()) {
      take().begin(selector, due);
      if (arrivals != null) {
        arrivals.advance();
      }
      due = nextDue(now);
    }
  }

  private void select(Selector selector, long now) throws IOException {
    long due = nextDue(now);
    boolean waitForAnswers = due >= until || idle.isEmpty();
    long wait = waitForAnswers ? PATIENCE.toNanos() : due - now;
    if (wait < NANOS_PER_MILLI) {
      selector.selectNow(this::ready);
    } else {
      selector.select(this::ready, wait / NANOS_PER_MILLI);
    }
  }

  private void ready(SelectionKey key) {
    if (key.attachment() instanceof ClientConnection connection && key.isValid()) {
      connection.ready(scratch);
    }
  }

  private void giveUp(long now) {
    for (Slot slot : slots) {
      if (slot.close()) {
        tally.unfinished(slot.due, now);
      }
    }
    Arrivals times = arrivals;
    while (times != null && started + times.due() < until) {
      tally.unfinished(started + times.due(), Math.max(now, started + times.due()));
      times.advance();
    }
  }

  /// Room for one request at a time.
  private final class Slot implements ClientConnection.Owner {

    private @Nullable ClientConnection connection;
    private long due;
    private boolean asking;

    void begin(Selector selector, long dueNanos) {
      due = dueNanos;
      asking = true;
      ClientConnection open = connection;
      if (open != null && open.isOpen()) {
        open.send(request);
        return;
      }
      try {
        connection = new ClientConnection(selector, visitors.address(), request, this);
      } catch (IOException e) {
        failed(e);
      }
    }

    @Override
    public void completed(ClientConnection done) {
      tally.answered(done.status(), done.octets());
      tally.viewCompleted(due, System.nanoTime());
      if (visitors.keepAlive() == Visitors.KeepAlive.OFF || !done.staysOpen()) {
        drop();
      }
      free();
    }

    @Override
    public void failed(ClientConnection broken, IOException failure) {
      failed(failure);
    }

    void giveUpOpening() {
      if (asking) {
        failed(new SocketTimeoutException("not answered within " + PATIENCE));
      }
    }

    /// True if a request was under way.
    boolean close() {
      boolean under = asking;
      asking = false;
      drop();
      return under;
    }

    private void failed(IOException failure) {
      tally.failed(failure);
      drop();
      free();
    }

    private void free() {
      asking = false;
      busy--;
      idle.addLast(this);
    }

    private void drop() {
      ClientConnection open = connection;
      if (open != null) {
        open.close();
        connection = null;
      }
    }
  }
}
