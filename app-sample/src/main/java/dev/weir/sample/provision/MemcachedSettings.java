package dev.weir.sample.provision;

import dev.weir.http.HostPort;
import dev.weir.runtime.settings.ByteSize;
import dev.weir.runtime.settings.Default;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;

/// Which memcached servers are used, and how patient the application is with them.
///
/// - `servers`: `host:port` each; empty means one of our own, found as `source` says.
/// - `source`: `auto`, `program`, `built-in` or `none`; counts only without servers.
/// - `memory`: octets of a server of our own.
/// - `operationTimeout`: how long a page waits for an answer before it is rendered without.
/// - `keyPrefix`: begins every key, for servers shared with other applications.
public record MemcachedSettings(
    @Default("[]") List<HostPort> servers,
    @Default("auto") MemcachedSource source,
    @Default("64MiB") ByteSize memory,
    @Default("50ms") Duration operationTimeout,
    @Default("weir-") String keyPrefix) {

  private static final ByteSize LEAST_MEMORY = ByteSize.ofMib(8);
  private static final ByteSize MOST_MEMORY = ByteSize.ofMib(64 * 1024);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
  private static final int MAX_PREFIX = 64;

  public MemcachedSettings {
    servers = List.copyOf(servers);
    if (new HashSet<>(servers).size() < servers.size()) {
      throw new IllegalArgumentException("servers must differ from each other");
    }
    if (memory.compareTo(LEAST_MEMORY) < 0 || memory.compareTo(MOST_MEMORY) > 0) {
      throw new IllegalArgumentException("memory must lie between 8MiB and 64GiB");
    }
    if (operationTimeout.toMillis() < 1 || operationTimeout.compareTo(LONGEST_WAIT) > 0) {
      throw new IllegalArgumentException("operationTimeout must lie between 1ms and 10s");
    }
    if (keyPrefix.length() > MAX_PREFIX || !keyPrefix.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
      throw new IllegalArgumentException(
          "keyPrefix must be at most 64 visible ASCII characters without spaces");
    }
  }

  /// No servers configured, every other default.
  public static MemcachedSettings from(MemcachedSource source) {
    return new MemcachedSettings(
        List.of(), source, ByteSize.ofMib(64), Duration.ofMillis(50), "weir-");
  }
}
