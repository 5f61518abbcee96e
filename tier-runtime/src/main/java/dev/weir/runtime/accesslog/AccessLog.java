package dev.weir.runtime.accesslog;

import java.io.IOException;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// The access log of a tier: takes records from any thread at once and writes them behind its back.
///
/// Nobody ever waits for it. What finds the queue full is dropped and counted; what cannot be
/// written is counted. Lines reach the file within a tenth of a second: the writer looks for itself
/// instead of being woken for each record, which would cost the request a system call.
public final class AccessLog implements AutoCloseable {

  private static final long LOOK_NANOS = 100_000_000;

  private final @Nullable RecordQueue queue;
  private final LineFormat format;
  private final LineOutput output;
  private final LongAdder dropped = new LongAdder();
  private final Thread writer;
  private volatile boolean open = true;
  private volatile boolean reopen;

  private AccessLog(AccessLogSettings settings, QueryTerms queryTerms) {
    queue = settings.path().equals("none") ? null : new RecordQueue(settings.queue());
    format = LineFormat.of(settings, queryTerms);
    output = LineOutput.to(settings.path());
    writer = Thread.ofPlatform().name("access-log").daemon().unstarted(this::write);
    if (queue != null) {
      writer.start();
    }
  }

  /// The log of these settings, its file created.
  ///
  /// @throws IOException when the file cannot be written, with one line that names it and says what
  ///   to do
  public static AccessLog open(AccessLogSettings settings) throws IOException {
    return open(settings, QueryTerms.STRIPPED);
  }

  /// The same with queries in Squid's line or without.
  ///
  /// @throws IOException when the file cannot be written, with one line that names it and says what
  ///   to do
  public static AccessLog open(AccessLogSettings settings, QueryTerms queryTerms)
      throws IOException {
    new LogFile(settings.path()).create();
    return new AccessLog(settings, queryTerms);
  }

  /// Takes note of an exchange. Never blocks, never throws.
  public void log(AccessRecord exchange) {
    RecordQueue records = queue;
    if (records == null) {
      return;
    }
    switch (records.offer(exchange)) {
      case ACCEPTED -> {}
      case ACCEPTED_HALF -> LockSupport.unpark(writer);
      case FULL -> dropped.increment();
    }
  }

  /// Records that found the queue full.
  public long dropped() {
    return dropped.sum();
  }

  /// Records that could not be written.
  public long failed() {
    return output.failed();
  }

  /// Lets go of the file and opens it again by its name, after somebody has moved it away: what is
  /// logged from now on is not written to the old one.
  public void reopen() {
    reopen = true;
    LockSupport.unpark(writer);
  }

  /// Writes what is queued and closes the file.
  @Override
  public void close() {
    open = false;
    LockSupport.unpark(writer);
    try {
      writer.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void write() {
    StringBuilder line = new StringBuilder(512);
    boolean more = true;
    while (more) {
      // Read before the queue is emptied: what was logged before close() is written.
      more = open;
      reopenIfAsked();
      writeQueued(line);
      output.flush();
      if (more) {
        LockSupport.parkNanos(this, LOOK_NANOS);
      }
    }
    output.close();
  }

  private void writeQueued(StringBuilder line) {
    RecordQueue records = queue;
    for (AccessRecord next = poll(records); next != null; next = poll(records)) {
      line.setLength(0);
      format.append(next, line);
      // What was logged after reopen() may be found before that was.
      reopenIfAsked();
      output.write(line.append('\n'));
    }
  }

  private void reopenIfAsked() {
    if (reopen) {
      reopen = false;
      output.reopen();
    }
  }

  private static @Nullable AccessRecord poll(@Nullable RecordQueue records) {
    return records == null ? null : records.poll();
  }
}
