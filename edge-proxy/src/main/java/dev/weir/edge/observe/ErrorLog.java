package dev.weir.edge.observe;

import dev.weir.runtime.accesslog.AccessRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One line for every exchange that failed: when, what the client was told, why, for whom, at which
/// server.
///
/// A failing upstream fails many requests at once; lines beyond the limit of a second are counted
/// and said in one line.
public final class ErrorLog implements ExchangeListener, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ErrorLog.class);
  private static final int QUEUE_LINES = 1024;

  private final ErrorLogSettings settings;
  private final InstantSource clock;
  private final BlockingQueue<String> queue = new ArrayBlockingQueue<>(QUEUE_LINES);
  private final AtomicLong unwritten = new AtomicLong();
  private final Thread writer;
  private long second;
  private int linesThisSecond;
  private volatile boolean open = true;

  public ErrorLog(ErrorLogSettings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
    this.writer = Thread.ofVirtual().name("error-log").unstarted(this::write);
    if (!settings.path().equals("none")) {
      writer.start();
    }
  }

  @Override
  public void ended(AccessRecord facts, @Nullable Exchange exchange) {
    Exchange.Failure failure = exchange == null ? null : exchange.failure();
    if (exchange == null || failure == null || settings.path().equals("none")) {
      return;
    }
    if (!mayWrite() || !queue.offer(ErrorLine.of(facts, exchange, failure))) {
      unwritten.incrementAndGet();
    }
  }

  private synchronized boolean mayWrite() {
    long now = clock.instant().getEpochSecond();
    if (now != second) {
      second = now;
      linesThisSecond = 0;
    }
    return ++linesThisSecond <= settings.linesPerSecond();
  }

  /// Writes what is queued.
  @Override
  public void close() {
    open = false;
    writer.interrupt();
    try {
      writer.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void write() {
    while (open) {
      try {
        writeWith(queue.take());
      } catch (InterruptedException e) {
        // Woken to stop: what is queued is still written.
        open = false;
      }
    }
    String next = queue.poll();
    if (next != null) {
      writeWith(next);
    }
  }

  private void writeWith(String first) {
    List<String> lines = new ArrayList<>();
    lines.add(first);
    queue.drainTo(lines);
    long missed = unwritten.getAndSet(0);
    if (missed > 0) {
      lines.add(clock.instant() + " " + missed + " more failed exchanges were not written");
    }
    try {
      append(lines);
    } catch (IOException e) {
      LOG.warn("the error log {} cannot be written: {}", settings.path(), e.toString());
    }
  }

  /// Opened anew each time: a file that has been moved away is begun again without being told.
  private void append(List<String> lines) throws IOException {
    if (settings.path().equals("-") || settings.path().equals("stdout")) {
      lines.forEach(System.out::println);
    } else {
      Files.write(
          Path.of(settings.path()), lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
  }
}
