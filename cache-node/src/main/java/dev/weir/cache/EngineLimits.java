package dev.weir.cache;

import dev.weir.cache.config.NodeConfig;
import dev.weir.cache.download.DownloadLimits;
import dev.weir.cache.store.StoreLimits;
import dev.weir.cache.store.ring.RingSettings;
import dev.weir.runtime.upstream.UpstreamClientSettings;
import java.util.List;

/// What a node's settings mean for the parts of its engine.
final class EngineLimits {

  /// Room for the fields and the bookkeeping of a response whose content is as long as allowed.
  private static final long HEAD_ALLOWANCE_BYTES = 64 * 1024;

  private EngineLimits() {}

  /// Of what is kept while it arrives.
  static DownloadLimits downloads(NodeConfig.Storage storage) {
    long inMemory = largestInMemoryBytes(storage);
    long onDisk =
        directories(storage).stream().mapToLong(RingSettings::largestBytes).max().orElse(0);
    return DownloadLimits.keeping(
        storage.minimumObjectSizeBytes(), inMemory, Math.max(inMemory, onDisk));
  }

  /// Of what is in memory.
  static StoreLimits store(NodeConfig.Storage storage) {
    return new StoreLimits(
        storage.cacheMemBytes(),
        largestInMemoryBytes(storage) + HEAD_ALLOWANCE_BYTES,
        storage.maxVariants());
  }

  /// Octets of content.
  static long largestInMemoryBytes(NodeConfig.Storage storage) {
    return Math.min(storage.maximumObjectSizeBytes(), storage.maximumObjectSizeInMemoryBytes());
  }

  /// The rings on disk.
  static List<RingSettings> directories(NodeConfig.Storage storage) {
    return storage.directories().stream()
        .map(dir ->
            RingSettings.of(
                dir.path(),
                dir.capacityBytes(),
                Math.min(dir.maxSizeBytes(), storage.maximumObjectSizeBytes()),
                dir.sync()))
        .toList();
  }

  /// Of what is asked and answered upstream.
  static UpstreamClientSettings client(NodeConfig.Exchange exchange) {
    UpstreamClientSettings usual = UpstreamClientSettings.DEFAULTS;
    return new UpstreamClientSettings(
        usual.maxConnectionsPerUpstream(),
        usual.maxWaitingPerUpstream(),
        Math.toIntExact(exchange.replyHeaderMaxBytes()),
        Math.toIntExact(exchange.requestHeaderMaxBytes()),
        usual.pooledIdle());
  }
}
