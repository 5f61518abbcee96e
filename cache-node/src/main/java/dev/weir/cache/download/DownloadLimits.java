package dev.weir.cache.download;

import java.time.Duration;

/// How far a download may run ahead and how long it may run on.
///
/// @param leastKeepBytes content shorter than this is not kept for the store
/// @param keepBytes content longer than this is not kept in memory
/// @param largestBytes content longer than this is not kept at all
/// @param readAheadBytes content that is not kept is read at most so far ahead of its slowest
///   reader
/// @param readAheadChunks the same in network reads, since each pins a pooled buffer
/// @param abandonedFor content to be kept is still fetched so long after its last reader has left
public record DownloadLimits(
    long leastKeepBytes,
    long keepBytes,
    long largestBytes,
    long readAheadBytes,
    int readAheadChunks,
    Duration abandonedFor) {

  /// The usual limits around what passes through without being stored.
  public static final DownloadLimits PASSING = keeping(0, 0, 0);

  /// The usual limits around what the store takes.
  public static DownloadLimits keeping(long leastBytes, long inMemoryBytes, long mostBytes) {
    return new DownloadLimits(
        leastBytes, inMemoryBytes, mostBytes, 1024 * 1024, 64, Duration.ofMinutes(1));
  }
}
