package dev.weir.cache.download;

import dev.weir.cache.entry.GrowingContent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// The content of one upstream response while it arrives: read once, handed to any number of
/// readers at their own pace.
///
/// Content that is to be kept is copied into pages of our own and fetched at full speed, whoever
/// reads. Content that is not kept stays in the buffers it arrived in and is fetched at most the
/// read-ahead limit before its slowest reader, so that a slow client neither holds the upstream for
/// a short answer nor fills our memory with a long one. Content that turns out longer than the keep
/// limit changes from the first kind to the second on the way; if there is a place for long content
/// it is kept there all the same.
///
/// One thread pumps at a time: whoever finds the pump paused and unpauses it, or the source's
/// demand callback. The lock guards the chain of parts and the readers and is never held while
/// somebody else's code runs.
public final class Download {

  private final Content.Source source;
  private final DownloadLimits limits;
  private final DownloadEnd end;
  private final InstantSource clock;
  private final long declaredBytes;

  private final ReentrantLock lock = new ReentrantLock();
  private final Set<DownloadReader> readers = new HashSet<>();
  private @Nullable Pages pages;
  private @Nullable Overflow overflow;
  private @Nullable Part first;
  private Part last;
  private long receivedBytes;
  private long receivedChunks;
  private final List<Part> heldBack = new ArrayList<>();
  private boolean paused;
  private @Nullable Instant abandonedAt;
  private Content.@Nullable Chunk terminal;

  private Download(
      Content.Source source,
      long declaredBytes,
      DownloadLimits limits,
      DownloadEnd end,
      InstantSource clock) {
    this.source = source;
    this.declaredBytes = declaredBytes;
    this.limits = limits;
    this.end = end;
    this.clock = clock;
    this.last = Part.start();
    this.first = last;
  }

  /// A download whose content goes to the store when it is whole.
  ///
  /// @param declaredBytes the length the response head declares, or -1
  public static Download kept(
      Content.Source source,
      long declaredBytes,
      DownloadLimits limits,
      DownloadEnd end,
      InstantSource clock) {
    Download download = new Download(source, declaredBytes, limits, end, clock);
    download.overflow = new Overflow(end, declaredBytes);
    if (declaredBytes <= limits.keepBytes()) {
      download.pages = new Pages(declaredBytes);
    }
    return download;
  }

  /// A download that only passes through.
  public static Download passing(
      Content.Source source,
      long declaredBytes,
      DownloadLimits limits,
      DownloadEnd end,
      InstantSource clock) {
    return new Download(source, declaredBytes, limits, end, clock);
  }

  /// A reader from the first byte, or null when the beginning has been let go.
  public @Nullable DownloadReader open() {
    lock.lock();
    try {
      if (first == null) {
        return null;
      }
      DownloadReader reader = new DownloadReader(this, first);
      readers.add(reader);
      abandonedAt = null;
      return reader;
    } finally {
      lock.unlock();
    }
  }

  /// Starts reading; readers wanted from the first byte of content that is not kept are opened
  /// before.
  public void start() {
    lock.lock();
    try {
      if (pages == null) {
        first = null;
      }
      if (readers.isEmpty()) {
        abandonedAt = clock.instant();
      }
    } finally {
      lock.unlock();
    }
    pump();
  }

  private void pump() {
    while (true) {
      Content.Chunk chunk = source.read();
      if (chunk == null) {
        source.demand(this::pump);
        return;
      }
      if (Content.Chunk.isFailure(chunk)) {
        finish(Terminal.ofFailure(source, chunk));
        return;
      }
      take(chunk);
      if (chunk.isLast()) {
        finish(Terminal.ofLast(chunk, receivedBytes, declaredBytes));
        return;
      }
      if (isComplete()) {
        // The rest is the end of the message, which nobody need wait for.
        finish(Content.Chunk.EOF);
        Content.Source.consumeAll(source, Callback.NOOP);
        return;
      }
      if (isAbandoned()) {
        IOException cause = new IOException("no reader is left");
        source.fail(cause);
        finish(Content.Chunk.from(cause, true));
        return;
      }
      wakeReaders();
      if (isPausing()) {
        return;
      }
    }
  }

  /// Whether all content that was declared is there.
  private boolean isComplete() {
    lock.lock();
    try {
      return receivedBytes == declaredBytes;
    } finally {
      lock.unlock();
    }
  }

  private void take(Content.Chunk chunk) {
    ByteBuffer bytes = chunk.getByteBuffer();
    if (bytes == null || !bytes.hasRemaining()) {
      chunk.release();
      return;
    }
    lock.lock();
    try {
      receivedBytes += bytes.remaining();
      receivedChunks++;
      if (pages != null && receivedBytes <= limits.keepBytes()) {
        keep(chunk, pages);
      } else {
        pass(chunk);
      }
    } finally {
      lock.unlock();
    }
  }

  private void keep(Content.Chunk chunk, Pages into) {
    // With the last declared byte a client knows the response is whole and may ask again: that byte
    // is shown to readers only when the store has the response.
    boolean completes = receivedBytes == declaredBytes;
    try {
      into.append(
          chunk.getByteBuffer(),
          piece -> {
            if (completes) {
              heldBack.add(Part.kept(piece));
            } else {
              append(Part.kept(piece));
            }
          });
      chunk.release();
    } catch (OutOfMemoryError e) {
      // Direct memory is used up: what was copied is chained already, the rest passes through.
      showHeldBack();
      pass(chunk);
    }
  }

  private void showHeldBack() {
    heldBack.forEach(this::append);
    heldBack.clear();
  }

  private void pass(Content.Chunk chunk) {
    if (overflow != null) {
      overflow.take(pages, chunk.getByteBuffer().duplicate());
    }
    pages = null;
    first = null;
    if (readers.isEmpty()) {
      chunk.release();
      return;
    }
    append(Part.borrowed(chunk, readers.size()));
  }

  private void append(Part part) {
    last.follow(part);
    last = part;
  }

  private boolean isAbandoned() {
    lock.lock();
    try {
      if (!readers.isEmpty() || abandonedAt == null) {
        return false;
      }
      return !isKept() || clock.instant().isAfter(abandonedAt.plus(limits.abandonedFor()));
    } finally {
      lock.unlock();
    }
  }

  private boolean isKept() {
    return pages != null || (overflow != null && overflow.isOpen());
  }

  private boolean isPausing() {
    lock.lock();
    try {
      paused = mustWait();
      return paused;
    } finally {
      lock.unlock();
    }
  }

  private boolean mustWait() {
    if (pages != null) {
      return false;
    }
    long bytes = 0;
    long chunks = 0;
    for (DownloadReader reader : readers) {
      bytes = Math.max(bytes, receivedBytes - reader.consumedBytes());
      chunks = Math.max(chunks, receivedChunks - reader.consumedChunks());
    }
    return bytes >= limits.readAheadBytes() || chunks >= limits.readAheadChunks();
  }

  private void finish(Content.Chunk ending) {
    tellEnd(Content.Chunk.isFailure(ending));
    lock.lock();
    try {
      showHeldBack();
      terminal = ending;
      first = null;
    } finally {
      lock.unlock();
    }
    wakeReaders();
  }

  private void tellEnd(boolean isFailure) {
    List<ByteBuffer> whole = null;
    GrowingContent grown = null;
    lock.lock();
    try {
      if (isFailure && overflow != null) {
        overflow.abandon();
      } else if (pages != null && !isFailure) {
        whole = pages.finish();
      } else if (overflow != null) {
        grown = overflow.finished();
      }
    } finally {
      lock.unlock();
    }
    if (whole != null) {
      end.whole(whole);
    } else if (grown != null) {
      end.overflowed(grown);
    } else {
      end.lost();
    }
  }

  private void wakeReaders() {
    List<DownloadReader> awake;
    lock.lock();
    try {
      awake = new ArrayList<>(readers);
    } finally {
      lock.unlock();
    }
    awake.forEach(DownloadReader::wake);
  }

  /// The part after `part`, or null while there is none.
  @Nullable Part after(Part part) {
    lock.lock();
    try {
      return part.next();
    } finally {
      lock.unlock();
    }
  }

  /// How the download ended, or null while it runs.
  Content.@Nullable Chunk terminal() {
    lock.lock();
    try {
      return terminal;
    } finally {
      lock.unlock();
    }
  }

  /// A reader is done with a part it was given.
  void consumed(Part part) {
    boolean resume;
    lock.lock();
    try {
      part.passed();
      resume = paused && !mustWait();
      if (resume) {
        paused = false;
      }
    } finally {
      lock.unlock();
    }
    if (resume) {
      pump();
    }
  }

  /// A reader will read no more; `given` is the last part it was given.
  void left(DownloadReader reader, Part given) {
    boolean resume;
    boolean useless;
    lock.lock();
    try {
      if (!readers.remove(reader)) {
        return;
      }
      for (Part part = given.next(); part != null; part = part.next()) {
        part.passed();
      }
      if (readers.isEmpty()) {
        abandonedAt = clock.instant();
      }
      useless = readers.isEmpty() && !isKept() && terminal == null;
      resume = paused && !mustWait();
      if (resume) {
        paused = false;
      }
    } finally {
      lock.unlock();
    }
    if (useless) {
      source.fail(new IOException("no reader is left"));
    }
    if (resume) {
      pump();
    }
  }
}
