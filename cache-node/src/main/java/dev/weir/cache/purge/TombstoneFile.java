package dev.weir.cache.purge;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps tombstones in a file beside the stored responses, so that a node that starts again knows
/// what it knew. Written to by a thread of its own: nobody waits for the disk but who asks to.
///
/// What is new is appended; when most of the file has become old, it is written anew beside the old
/// one and takes its place.
public final class TombstoneFile implements Tombstones.Keeper, AutoCloseable {

  static final String NAME = "tombstones.log";

  private static final Logger LOG = LoggerFactory.getLogger(TombstoneFile.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int SPARE_LINES = 4096;

  private final Path file;
  private final Tombstones tombstones;
  private final Thread thread;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition work = lock.newCondition();
  private List<CompletableFuture<Boolean>> flushes = new ArrayList<>();
  private boolean changed;
  private boolean closed;

  // Of the writing thread alone.
  private final Map<String, Long> heardKept = new HashMap<>();
  private @Nullable FileChannel channel;
  private long kept;
  private int lines;
  private boolean failing;

  private TombstoneFile(Path file, Tombstones tombstones) {
    this.file = file;
    this.tombstones = tombstones;
    this.thread = Thread.ofPlatform().daemon().name("weir-tombstones").unstarted(this::run);
  }

  /// Gives tombstones back what they held in a former life, as far as it can be read, and keeps
  /// them from now on. A disk that cannot be written to is a line in the log.
  ///
  /// @param directory is there, and nobody else's
  public static TombstoneFile open(Path directory, Tombstones tombstones) {
    TombstoneFile opened = new TombstoneFile(directory.resolve(NAME), tombstones);
    opened.restore();
    opened.thread.start();
    tombstones.keptBy(opened);
    return opened;
  }

  private void restore() {
    try {
      // Octets that are no text fail their line's checksum.
      String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
      TombstoneText.Read read = TombstoneText.read(text.lines().toList());
      if (read.damaged() > 0) {
        LOG.warn("{}: {} damaged lines are left out", file, read.damaged());
      }
      if (read.content() != null) {
        tombstones.restore(read.content());
      }
    } catch (NoSuchFileException e) {
      LOG.debug("{}: none yet", file);
    } catch (IOException e) {
      LOG.warn(
          "{}: cannot be read, so what was purged before is not known: {}", file, e.toString());
    }
  }

  @Override
  public void changed() {
    lock.lock();
    try {
      changed = true;
      work.signal();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean flush() {
    CompletableFuture<Boolean> flush = new CompletableFuture<>();
    lock.lock();
    try {
      if (closed) {
        return false;
      }
      flushes.add(flush);
      changed = true;
      work.signal();
    } finally {
      lock.unlock();
    }
    try {
      return flush.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException | TimeoutException e) {
      return false;
    }
  }

  private void run() {
    List<CompletableFuture<Boolean>> asked = awaitWork();
    while (asked != null) {
      boolean done = keep(asked);
      asked.forEach(each -> each.complete(done));
      asked = awaitWork();
    }
    close(channel);
  }

  /// Waits until there is something to keep; null when that was all.
  private @Nullable List<CompletableFuture<Boolean>> awaitWork() {
    lock.lock();
    try {
      while (!changed && !closed) {
        work.awaitUninterruptibly();
      }
      if (!changed) {
        return null;
      }
      changed = false;
      List<CompletableFuture<Boolean>> asked = flushes;
      flushes = new ArrayList<>();
      return asked;
    } finally {
      lock.unlock();
    }
  }

  private boolean keep(List<CompletableFuture<Boolean>> flushes) {
    try {
      FileChannel open = channel;
      boolean isMostlyOld = lines > SPARE_LINES + 4 * tombstones.size();
      if (open == null || isMostlyOld) {
        open = anew();
      } else {
        append(open, tombstones.content(kept));
      }
      if (!flushes.isEmpty()) {
        open.force(false);
      }
      failing = false;
      return true;
    } catch (IOException e) {
      if (!failing) {
        LOG.warn(
            "{}: cannot be written, so a restart would forget what is purged now: {}",
            file,
            e.toString());
      }
      failing = true;
      // What is half written is written anew.
      close(channel);
      channel = null;
      return false;
    }
  }

  private FileChannel anew() throws IOException {
    Tombstones.Content content = tombstones.content(0);
    Path fresh = file.resolveSibling(NAME + ".new");
    kept = 0;
    lines = 0;
    heardKept.clear();
    FileChannel open =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
    try {
      Tombstone summed = content.summed();
      write(
          open,
          TombstoneText.head(content.log()) + (summed == null ? "" : TombstoneText.summed(summed)));
      append(open, content);
      open.force(false);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      close(open);
      throw e;
    }
    close(channel);
    channel = open;
    return open;
  }

  private void append(FileChannel open, Tombstones.Content content) throws IOException {
    StringBuilder news = new StringBuilder();
    long latest = kept;
    for (Tombstone tombstone : content.tombstones()) {
      news.append(TombstoneText.one(tombstone));
      latest = tombstone.number();
      lines++;
    }
    content
        .heard()
        .forEach((log, number) -> {
          if (!number.equals(heardKept.put(log, number))) {
            news.append(TombstoneText.heard(log, number));
            lines++;
          }
        });
    write(open, news.toString());
    kept = latest;
  }

  private static void write(FileChannel open, String text) throws IOException {
    ByteBuffer octets = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    while (octets.hasRemaining()) {
      open.write(octets);
    }
  }

  private static void close(@Nullable FileChannel open) {
    try {
      if (open != null) {
        open.close();
      }
    } catch (IOException e) {
      LOG.debug("closing the file of tombstones: {}", e.toString());
    }
  }

  /// Writes what is still to be kept.
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      work.signal();
    } finally {
      lock.unlock();
    }
    try {
      if (!thread.join(PATIENCE)) {
        LOG.warn("{}: the disk is too slow to write what was purged", file);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
