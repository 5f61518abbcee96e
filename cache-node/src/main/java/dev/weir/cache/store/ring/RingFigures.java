package dev.weir.cache.store.ring;

import dev.weir.cache.store.append.RingCounts;

/// What a ring holds and has done since it was opened.
///
/// @param state what it can do now
/// @param responses stored responses
/// @param contentBytes their content
/// @param filledBytes what of the capacity is taken, by what has been replaced as well
/// @param waitingBytes what waits in memory to be written
/// @param unfinished how many things wait to be done
/// @param hits responses read back; not those found at hand in the page cache
/// @param notAdmitted responses not stored because they were seen once only while the ring was full
public record RingFigures(
    String directory,
    State state,
    long responses,
    long contentBytes,
    long filledBytes,
    long capacityBytes,
    long waitingBytes,
    long unfinished,
    long hits,
    long notAdmitted,
    RingCounts.Sums since) {

  /// What a ring can do.
  public enum State {
    /// Not everything that is stored is known yet.
    LOADING,
    READY,
    /// Writing has failed; it will be tried again.
    READ_ONLY
  }
}
