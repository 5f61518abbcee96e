package dev.weir.workbench.tune.replay;

/// Counts of a rehearsal, for one rule or for all.
///
/// @param bytes sent to clients, as logged
/// @param hits answered without asking the origin
/// @param validated asked, and answered 304 to the cache
/// @param originBytes of content fetched
/// @param staleAtLeast hits proven to be older than what the origin had
/// @param staleAtMost hits that may have been
/// @param staleOnPurpose hits past their lifetime, by stale-while-revalidate or on an error
/// @param personal responses not stored because they look like one person's
/// @param tooLarge responses not stored because of their size
public record Figures(
    long requests,
    long bytes,
    long hits,
    long hitBytes,
    long validated,
    long originRequests,
    long originBytes,
    long staleAtLeast,
    long staleAtMost,
    long staleOnPurpose,
    long personal,
    long tooLarge) {

  /// Of nothing.
  public static final Figures ZERO = new Figures(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  /// Both together.
  public Figures plus(Figures other) {
    return new Figures(
        requests + other.requests,
        bytes + other.bytes,
        hits + other.hits,
        hitBytes + other.hitBytes,
        validated + other.validated,
        originRequests + other.originRequests,
        originBytes + other.originBytes,
        staleAtLeast + other.staleAtLeast,
        staleAtMost + other.staleAtMost,
        staleOnPurpose + other.staleOnPurpose,
        personal + other.personal,
        tooLarge + other.tooLarge);
  }

  /// Share of requests answered without asking the origin, 0 to 1.
  public double hitRatio() {
    return share(hits, requests);
  }

  /// Share of octets sent that did not come from the origin, 0 to 1.
  public double byteHitRatio() {
    return share(hitBytes, bytes);
  }

  /// Share of all requests answered with something proven to be outdated, 0 to 1.
  public double staleShareAtLeast() {
    return share(staleAtLeast, requests);
  }

  /// Share of all requests that may have been answered with something outdated, 0 to 1.
  public double staleShareAtMost() {
    return share(staleAtMost, requests);
  }

  private static double share(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
