package dev.weir.workbench.tune.replay;

import dev.weir.cache.decide.RefreshRule;
import dev.weir.cache.entry.StoredFacts;
import dev.weir.cache.store.RoomRehearsal;
import org.jspecify.annotations.Nullable;

/// What one rule set has stored of one resource, and which uses of it are still in doubt.
final class Slot {

  final RefreshRule rule;
  final Tally tally;
  private @Nullable StoredFacts facts;
  private RoomRehearsal.@Nullable Place<Slot> place;
  private int newestVersion;
  private int oldestVersion;
  private Standing storedAt = Standing.CERTAIN;
  private long doubtfulHits;
  private long candidateHits;
  private long originRequests;

  Slot(RefreshRule rule, Tally tally) {
    this.rule = rule;
    this.tally = tally;
  }

  @Nullable StoredFacts facts() {
    return facts;
  }

  RoomRehearsal.@Nullable Place<Slot> place() {
    return place;
  }

  /// Requests of this resource the origin saw.
  long originRequests() {
    return originRequests;
  }

  void countOriginRequest(int weight) {
    originRequests += weight;
  }

  void store(StoredFacts stored, int version, Standing standing) {
    facts = stored;
    newestVersion = version;
    oldestVersion = version;
    storedAt = standing;
  }

  void occupy(RoomRehearsal.@Nullable Place<Slot> room) {
    place = room;
  }

  void clear() {
    facts = null;
    place = null;
  }

  /// Whether what is stored is the version the origin has, as far as one can tell.
  boolean isCurrent(Truth truth, Standing standing) {
    return newestVersion == truth.version()
        && (standing != Standing.CANDIDATE || storedAt == Standing.CANDIDATE);
  }

  /// Accounts for an answer from the store while the origin stood so.
  void served(Truth truth, Standing standing, int weight) {
    if (newestVersion < truth.version()) {
      tally.stale(weight, weight);
      return;
    }
    if (oldestVersion < truth.version()) {
      tally.stale(0, weight);
      return;
    }
    switch (standing) {
      case CERTAIN -> {}
      case UNKNOWN -> doubtfulHits += weight;
      case CANDIDATE -> {
        switch (storedAt) {
          case CERTAIN -> candidateHits += weight;
          case UNKNOWN -> doubtfulHits += weight;
          case CANDIDATE -> {} // the same candidate was stored
        }
      }
    }
  }

  /// Accounts for what a line settled.
  void settle(Truth.Settled settled, int version) {
    switch (settled) {
      case NOTHING -> {}
      case CANDIDATE_GONE -> {
        doubtfulHits += candidateHits;
        candidateHits = 0;
        storedAt = storedAt == Standing.CANDIDATE ? Standing.UNKNOWN : storedAt;
      }
      case CLEARED -> end(0, 0, version, version);
      case DOUBTFUL -> end(0, candidateHits + doubtfulHits, version, version - 1);
      case CHANGED ->
          end(
              candidateHits,
              candidateHits + doubtfulHits,
              version,
              storedAt == Standing.CANDIDATE ? version : version - 1);
    }
  }

  /// At the end of the log whatever is in doubt stays so.
  void finish() {
    tally.stale(0, candidateHits + doubtfulHits);
    candidateHits = 0;
    doubtfulHits = 0;
  }

  private void end(long certainlyStale, long perhapsStale, int newest, int oldest) {
    tally.stale(certainlyStale, perhapsStale);
    candidateHits = 0;
    doubtfulHits = 0;
    if (storedAt != Standing.CERTAIN) {
      newestVersion = newest;
      oldestVersion = oldest;
      storedAt = Standing.CERTAIN;
    }
  }
}
