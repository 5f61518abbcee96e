package dev.weir.cache.observe.shadow;

/// Counts for one side of the scoreboard; of one thread at a time.
final class Tally {

  private long requests;
  private long bytes;
  private long hits;
  private long hitBytes;
  private long originRequests;
  private long staleAtLeast;
  private long staleAtMost;
  private long unsettled;
  private long staleOnPurpose;

  void request(long octets) {
    requests++;
    bytes += octets;
  }

  void hit(long octets) {
    hits++;
    hitBytes += octets;
  }

  void asked() {
    originRequests++;
  }

  void onPurpose() {
    staleOnPurpose++;
  }

  void stale() {
    staleAtLeast++;
    staleAtMost++;
  }

  void perhapsStale() {
    staleAtMost++;
  }

  void doubtful() {
    unsettled++;
  }

  /// What was in doubt was given while the version changed.
  void changed(long doubtful) {
    unsettled -= doubtful;
    staleAtMost += doubtful;
  }

  /// What was in doubt was right.
  void unchanged(long doubtful) {
    unsettled -= doubtful;
  }

  Score score() {
    return new Score(
        requests,
        bytes,
        hits,
        hitBytes,
        share(hits, requests),
        share(hitBytes, bytes),
        originRequests,
        staleAtLeast,
        staleAtMost,
        unsettled,
        staleOnPurpose);
  }

  private static double share(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
