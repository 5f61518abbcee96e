package dev.weir.cache.observe.shadow;

/// What one set of rules made of the sampled requests.
///
/// @param bytes sent to clients, heads included
/// @param hits answered without asking anybody first
/// @param hitShare of requests, 0 to 1
/// @param byteHitShare of octets, 0 to 1
/// @param originRequests sent upstream: to validate, to fetch, or to refresh behind a client
/// @param staleAtLeast answers known to be another version than the origin had
/// @param staleAtMost those, and answers given in a time in which the origin's version changed
/// @param unsettled answers since the origin was last heard of: nobody knows yet
/// @param staleOnPurpose answers past their lifetime: while revalidating, or on an error
public record Score(
    long requests,
    long bytes,
    long hits,
    long hitBytes,
    double hitShare,
    double byteHitShare,
    long originRequests,
    long staleAtLeast,
    long staleAtMost,
    long unsettled,
    long staleOnPurpose) {

  /// Of nothing.
  public static final Score ZERO = new Score(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
}
