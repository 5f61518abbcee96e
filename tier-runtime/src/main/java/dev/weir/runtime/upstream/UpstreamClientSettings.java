package dev.weir.runtime.upstream;

import java.time.Duration;

/// Bounds of an [UpstreamClient].
///
/// @param maxConnectionsPerUpstream open at a time, per address and keep-alive mode; further
///   exchanges wait for one as long as their connect timeout allows
/// @param maxWaitingPerUpstream how many exchanges may wait so; the next one fails at once
/// @param responseHeadLimitBytes for status line and fields of one response; trailers count towards
///   it
/// @param requestHeadLimitBytes for request line and fields
/// @param pooledIdle how long an unused connection stays open; below what upstreams allow, lest
///   they close it first
public record UpstreamClientSettings(
    int maxConnectionsPerUpstream,
    int maxWaitingPerUpstream,
    int responseHeadLimitBytes,
    int requestHeadLimitBytes,
    Duration pooledIdle) {

  /// 512 connections, 1024 waiting, 64 KiB response head, 64 KiB request head, 4 s.
  public static final UpstreamClientSettings DEFAULTS =
      new UpstreamClientSettings(512, 1024, 64 * 1024, 64 * 1024, Duration.ofSeconds(4));

  public UpstreamClientSettings {
    requireAtLeast(1, maxConnectionsPerUpstream, "maxConnectionsPerUpstream");
    requireAtLeast(1, maxWaitingPerUpstream, "maxWaitingPerUpstream");
    requireAtLeast(1024, responseHeadLimitBytes, "responseHeadLimitBytes");
    requireAtLeast(1024, requestHeadLimitBytes, "requestHeadLimitBytes");
    requireAtLeast(1, pooledIdle.toMillis(), "pooledIdle in ms");
  }

  private static void requireAtLeast(long least, long actual, String name) {
    if (actual < least) {
      throw new IllegalArgumentException(
          name + " must be at least " + least + ", but is " + actual);
    }
  }
}
