package dev.weir.edge.balance;

import dev.weir.edge.balance.choose.HealthPolicy;
import dev.weir.runtime.settings.ByteSize;
import dev.weir.runtime.settings.Default;
import dev.weir.runtime.upstream.UpstreamAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One upstream group: its servers and how they are talked to.
///
/// - `servers`: `host:port`, a name with many addresses counts as many servers and is looked up
///   again every few seconds; or `unix:/path`; or, alone in its group, `local:file`, a cache node
///   in the edge's own process, to which only `maxInFlight` and `host` apply.
/// - `keepAlive`: keep connections to the servers open between exchanges; off unless said
///   otherwise.
/// - `connectTimeout`, `responseTimeout`, `idleTimeout`: to a connection; from the request sent to
///   the response head; of silence within a message.
/// - `tunnelIdleTimeout`: of silence in both directions of a WebSocket connection.
/// - `maxFails`, `failTimeout`: so many failures within that time, and a server is left alone for
///   that time; 0 never.
/// - `maxAttempts`: servers tried for one request, the first one included.
/// - `maxInFlight`: exchanges a server may have at once, 0 for no limit; when all have that many,
///   the answer is 503.
/// - `host`: the Host the servers see.
/// - `responseBuffer`: octets of a response read ahead of a slow client, so that it does not hold a
///   server.
public record UpstreamSettings(
    List<UpstreamAddress> servers,
    @Default("round-robin") Balance balance,
    @Default("off") boolean keepAlive,
    @Default("250ms") Duration connectTimeout,
    @Default("30s") Duration responseTimeout,
    @Default("30s") Duration idleTimeout,
    @Default("5m") Duration tunnelIdleTimeout,
    @Default("1") int maxFails,
    @Default("10s") Duration failTimeout,
    @Default("3") int maxAttempts,
    @Default("0") int maxInFlight,
    @Default("preserve") HostHeader host,
    @Default("256KiB") ByteSize responseBuffer) {

  private static final String LOCAL_ALONE =
      "servers has a local: node beside others; give it a group of its own";
  private static final String LOCAL_PLAIN =
      "servers has a local: node, which no connections, retries or buffers lead to; of the other"
          + " settings keep only maxInFlight and host";

  /// Every setting that is about connections, at its default.
  private static final List<Object> USUAL =
      List.of(
          Balance.ROUND_ROBIN,
          false,
          Duration.ofMillis(250),
          Duration.ofSeconds(30),
          Duration.ofSeconds(30),
          Duration.ofMinutes(5),
          1,
          Duration.ofSeconds(10),
          3,
          ByteSize.parse("256KiB"));

  public UpstreamSettings {
    servers = List.copyOf(servers);
    require(!servers.isEmpty(), "servers must not be empty; write at least one host:port");
    Set<UpstreamAddress> seen = new HashSet<>();
    for (UpstreamAddress server : servers) {
      require(seen.add(server), "servers lists " + server + " twice; remove one");
    }
    require(isPositive(connectTimeout), "connectTimeout must be at least 1ms");
    require(isPositive(responseTimeout), "responseTimeout must be at least 1ms");
    require(isPositive(idleTimeout), "idleTimeout must be at least 1ms");
    require(isPositive(tunnelIdleTimeout), "tunnelIdleTimeout must be at least 1ms");
    require(isPositive(failTimeout), "failTimeout must be at least 1ms");
    require(maxFails >= 0, "maxFails must not be negative; 0 turns it off");
    require(maxAttempts >= 1, "maxAttempts must be at least 1");
    require(maxInFlight >= 0, "maxInFlight must not be negative; 0 means no limit");
    require(responseBuffer.bytes() > 0, "responseBuffer must be at least 1");
    if (local(servers) != null) {
      require(servers.size() == 1, LOCAL_ALONE);
      require(
          USUAL.equals(
              List.of(
                  balance,
                  keepAlive,
                  connectTimeout,
                  responseTimeout,
                  idleTimeout,
                  tunnelIdleTimeout,
                  maxFails,
                  failTimeout,
                  maxAttempts,
                  responseBuffer)),
          LOCAL_PLAIN);
    }
  }

  /// The node in this process, null if the group is of servers to connect to.
  public UpstreamAddress.@Nullable Local local() {
    return local(servers);
  }

  private static UpstreamAddress.@Nullable Local local(List<UpstreamAddress> servers) {
    for (UpstreamAddress server : servers) {
      if (server instanceof UpstreamAddress.Local local) {
        return local;
      }
    }
    return null;
  }

  HealthPolicy healthPolicy() {
    return new HealthPolicy(maxFails, failTimeout);
  }

  private static boolean isPositive(Duration duration) {
    return duration.toMillis() > 0;
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
