package dev.weir.cache.store;

import dev.weir.cache.store.ring.RingFigures;
import java.util.List;

/// What a store holds and has done since it was opened.
///
/// @param uris keys present in memory
/// @param bytes what all stored responses cost in memory
/// @param limitBytes what they may cost
/// @param stored responses put in, updates after validation included
/// @param refused responses too large to be put in
/// @param notAdmitted responses not put in memory because they were seen once only while it was
///   full
/// @param evicted keys dropped from memory for room, whoever dropped them
/// @param evictedByEhcache those of them that Ehcache dropped because there were too many
/// @param invalidated keys removed because something changed them
/// @param memoryHits lookups answered by content in memory
/// @param diskHits lookups answered by content on disk, from the page cache or the disk itself
/// @param recallsGivenUp lookups that found the key on disk, but too much was being read already
/// @param disks the directories, none when everything is in memory only
public record StoreFigures(
    long uris,
    long bytes,
    long limitBytes,
    long stored,
    long refused,
    long notAdmitted,
    long evicted,
    long evictedByEhcache,
    long invalidated,
    long memoryHits,
    long diskHits,
    long recallsGivenUp,
    List<RingFigures> disks) {

  /// Copies the list.
  public StoreFigures {
    disks = List.copyOf(disks);
  }
}
