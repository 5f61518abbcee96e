package dev.weir.runtime.settings;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Settings with one of everything a file can hold.
record SampleSettings(
    List<Listen> listen,
    @Default("{}") Limits limits,
    @Default("{}") Map<String, Group> upstreams,
    @Default("round-robin") Balance balance,
    @Default("[]") Set<String> names,
    @Nullable Path root,
    @Nullable URI home,
    @Secret @Nullable String token) {

  SampleSettings {
    if ("password".equals(token)) {
      throw new IllegalArgumentException("token must not be guessed at once");
    }
  }

  enum Balance {
    ROUND_ROBIN,
    OWNER
  }

  record Listen(
      ListenAddress address, @Default("off") boolean http2, @Default("30s") Duration idleTimeout) {

    Listen {
      if (idleTimeout.isZero()) {
        throw new IllegalArgumentException("idleTimeout must be at least 1ms");
      }
    }
  }

  record Limits(
      @Default("16KiB") ByteSize head,
      @Default("8KiB") ByteSize target,
      @Default("0.25") double share,
      @Default("100") int fields) {

    Limits {
      if (target.compareTo(head) > 0) {
        throw new IllegalArgumentException("a target longer than the whole head");
      }
    }
  }

  record Group(List<String> servers, @Default("off") boolean keepAlive) {}
}
