package dev.weir.cache.store.append;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Counts what happens to a ring, and says in a line of the log what somebody must see to: at most
/// one in ten seconds of each sort.
public final class RingCounts {

  private static final Logger LOG = LoggerFactory.getLogger(RingCounts.class);
  private static final Duration QUIET = Duration.ofSeconds(10);

  private final String directory;
  private final InstantSource clock;
  private final LongAdder written = new LongAdder();
  private final LongAdder crowdedOut = new LongAdder();
  private final LongAdder failedWrites = new LongAdder();
  private final LongAdder evicted = new LongAdder();
  private final LongAdder rescued = new LongAdder();
  private final LongAdder buried = new LongAdder();
  private final LongAdder unreadable = new LongAdder();
  private @Nullable Span quietReads;
  private @Nullable Span quietWrites;

  /// For the ring in `directory`.
  public RingCounts(String directory, InstantSource clock) {
    this.directory = directory;
    this.clock = clock;
  }

  void written() {
    written.increment();
  }

  /// Not stored, because the disk is behind or everything is being read.
  public void crowdedOut() {
    crowdedOut.increment();
  }

  void evicted(int entries) {
    evicted.add(entries);
  }

  void rescued() {
    rescued.increment();
  }

  void buried() {
    buried.increment();
  }

  void notWritten() {
    failedWrites.increment();
  }

  /// Writing failed.
  synchronized void cannotWrite(Throwable cause, Duration pause) {
    failedWrites.increment();
    Instant now = clock.instant();
    if (quietWrites == null || !quietWrites.lasts(now)) {
      quietWrites = new Span(now, QUIET);
      LOG.error(
          "{}: cannot write, nothing is stored there for {} s: {}",
          directory,
          pause.toSeconds(),
          cause.toString());
    }
  }

  /// Nothing of what there was counts any more.
  void emptied() {
    LOG.warn(
        "{}: emptied, because more was invalidated while it could not be written than can be"
            + " written down now",
        directory);
  }

  void writesAgain() {
    LOG.info("{}: can be written again", directory);
  }

  /// A record cannot be read, or is not what was written; its response counts as not stored.
  public synchronized void unreadable(Throwable cause) {
    unreadable.increment();
    Instant now = clock.instant();
    if (quietReads == null || !quietReads.lasts(now)) {
      quietReads = new Span(now, QUIET);
      LOG.warn("{}: a stored response is lost: {}", directory, cause.toString());
    }
  }

  /// A file is not as it was left, or none of ours.
  public void unusable(Path file, String what) {
    unreadable.increment();
    LOG.warn("{}: {}", file, what);
  }

  /// The counts until now.
  public Sums sums() {
    return new Sums(
        written.sum(),
        crowdedOut.sum(),
        failedWrites.sum(),
        evicted.sum(),
        rescued.sum(),
        buried.sum(),
        unreadable.sum());
  }

  /// What has been counted.
  ///
  /// @param written responses written
  /// @param crowdedOut responses not written because the disk was behind or all segments were being
  ///   read
  /// @param failedWrites responses not written because of a fault
  /// @param evicted responses overwritten when their turn came
  /// @param rescued responses written again before their turn because they are in use
  /// @param buried keys invalidated
  /// @param unreadable responses and files found damaged
  public record Sums(
      long written,
      long crowdedOut,
      long failedWrites,
      long evicted,
      long rescued,
      long buried,
      long unreadable) {}
}
