package dev.weir.workbench.tune.replay;

import dev.weir.cache.decide.Reason;

/// What one rule would have done, counted.
final class Tally {

  private long requests;
  private long bytes;
  private long hits;
  private long hitBytes;
  private long validated;
  private long originRequests;
  private long originBytes;
  private long staleAtLeast;
  private long staleAtMost;
  private long staleOnPurpose;
  private long personal;
  private long tooLarge;

  void request(long octets, int weight) {
    requests += weight;
    bytes += octets * weight;
  }

  void hit(long octets, int weight) {
    hits += weight;
    hitBytes += octets * weight;
  }

  void origin(long octets, int weight) {
    originRequests += weight;
    originBytes += octets * weight;
  }

  void validated(int weight) {
    validated += weight;
  }

  /// Answers older than what the origin had: those proven and those possible.
  void stale(long certain, long possible) {
    staleAtLeast += certain;
    staleAtMost += possible;
  }

  void staleOnPurpose(int weight) {
    staleOnPurpose += weight;
  }

  void refused(Reason reason, int weight) {
    switch (reason) {
      case PERSONAL_AUTHORIZATION, PERSONAL_COOKIE, PERSONAL_SET_COOKIE, PERSONAL_VARY_COOKIE ->
          personal += weight;
      case TOO_LARGE -> tooLarge += weight;
      default -> {}
    }
  }

  Figures figures() {
    return new Figures(
        requests,
        bytes,
        hits,
        hitBytes,
        validated,
        originRequests,
        originBytes,
        staleAtLeast,
        staleAtMost,
        staleOnPurpose,
        personal,
        tooLarge);
  }
}
