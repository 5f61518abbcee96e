package dev.weir.cache.exchange;

/// How a request ended, in Squid's words for its access log.
public enum ResultTag {
  /// A valid copy from memory.
  TCP_MEM_HIT,
  /// A valid copy from disk.
  TCP_HIT,
  /// Fetched, from a sibling too.
  TCP_MISS,
  /// Given the answer somebody else was already fetching.
  TCP_CF_HIT,
  /// Stale, validated, 304.
  TCP_REFRESH_UNMODIFIED,
  /// Stale, and the origin sent a new one.
  TCP_REFRESH_MODIFIED,
  /// Validation failed, the stale copy was served.
  TCP_REFRESH_FAIL_OLD,
  /// Validation failed, the error was passed on.
  TCP_REFRESH_FAIL_ERR,
  /// The client demanded a reload.
  TCP_CLIENT_REFRESH_MISS,
  /// 304 from the cache for If-Modified-Since.
  TCP_IMS_HIT,
  /// 304 from the cache for If-None-Match.
  TCP_INM_HIT,
  /// A stored error.
  TCP_NEGATIVE_HIT,
  /// Stale by any measure, but the node is offline.
  TCP_OFFLINE_HIT,
  /// Stale, served at once and refreshed behind.
  TCP_STALE_HIT,
  /// Refused.
  TCP_DENIED,
  /// Neither the cache nor an upstream had a part in it.
  NONE_NONE;

  /// Whether the content came from the store: what hit ratios count.
  public boolean isHit() {
    return switch (this) {
      case TCP_MEM_HIT,
          TCP_HIT,
          TCP_REFRESH_UNMODIFIED,
          TCP_REFRESH_FAIL_OLD,
          TCP_IMS_HIT,
          TCP_INM_HIT,
          TCP_NEGATIVE_HIT,
          TCP_OFFLINE_HIT,
          TCP_STALE_HIT ->
          true;
      case TCP_MISS,
          TCP_CF_HIT,
          TCP_REFRESH_MODIFIED,
          TCP_REFRESH_FAIL_ERR,
          TCP_CLIENT_REFRESH_MISS,
          TCP_DENIED,
          NONE_NONE ->
          false;
    };
  }
}
