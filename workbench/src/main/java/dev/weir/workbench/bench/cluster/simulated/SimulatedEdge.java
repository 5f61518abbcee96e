package dev.weir.workbench.bench.cluster.simulated;

import dev.weir.cache.entry.CacheKey;
import dev.weir.edge.balance.Balance;
import dev.weir.edge.balance.HostHeader;
import dev.weir.edge.balance.Lease;
import dev.weir.edge.balance.Member;
import dev.weir.edge.balance.Pick;
import dev.weir.edge.balance.UpstreamGroup;
import dev.weir.edge.balance.UpstreamSettings;
import dev.weir.runtime.owner.OwnerKey;
import dev.weir.runtime.settings.ByteSize;
import dev.weir.runtime.upstream.KeepAlive;
import dev.weir.runtime.upstream.UpstreamAddress;
import dev.weir.runtime.upstream.UpstreamFailure;
import dev.weir.runtime.upstream.UpstreamListener;
import dev.weir.runtime.upstream.UpstreamRequest;
import dev.weir.runtime.upstream.UpstreamResponse;
import dev.weir.runtime.upstream.UpstreamTimeouts;
import dev.weir.workbench.bench.cluster.network.Streams;
import dev.weir.workbench.bench.cluster.network.VirtualTime;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/// An edge that sends every request to the owner of its URL, chosen by the code of a real edge, and
/// to another node when that fails.
public final class SimulatedEdge {

  static final String HOST = "10.8.0.1";

  private static final Duration CONNECT = Duration.ofMillis(250);
  private static final Duration READ = Duration.ofSeconds(30);
  private static final int ATTEMPTS = 3;
  private static final int BAD_GATEWAY = 502;

  private final Streams streams;
  private final UpstreamGroup group;

  /// @param hosts the nodes there are, as a DNS name would tell
  SimulatedEdge(VirtualTime time, Streams streams, Supplier<List<String>> hosts) {
    this.streams = streams;
    this.group = new UpstreamGroup("nodes", settings(), _ -> addresses(hosts.get()), time);
    group.refresh();
  }

  private static UpstreamSettings settings() {
    return new UpstreamSettings(
        List.of(new UpstreamAddress.Tcp("nodes.test", Layout.HTTP_PORT)),
        Balance.OWNER,
        true,
        CONNECT,
        READ,
        READ,
        READ,
        1,
        Duration.ofSeconds(10),
        ATTEMPTS,
        0,
        HostHeader.PRESERVE,
        ByteSize.parse("256KiB"));
  }

  private static List<InetAddress> addresses(List<String> hosts) {
    List<InetAddress> addresses = new ArrayList<>();
    hosts.forEach(host -> addresses.add(InetAddress.ofLiteral(host)));
    return addresses;
  }

  /// The name of the nodes is looked up again.
  public void refresh() {
    group.refresh();
  }

  /// The most requests one node has in flight.
  public int mostInFlight() {
    return group.members().stream().mapToInt(Member::inFlight).max().orElse(0);
  }

  /// A client asks; `then` gets the status.
  public void get(CacheKey key, IntConsumer then) {
    Supplier<String> owned = () -> OwnerKey.of(key.authority(), key.pathAndQuery());
    new Request(key, owned, then).attempt(group.pick(owned));
  }

  private final class Request {

    private final CacheKey key;
    private final Supplier<String> owned;
    private final IntConsumer then;
    private final Set<Member> tried = new HashSet<>();

    Request(CacheKey key, Supplier<String> owned, IntConsumer then) {
      this.key = key;
      this.owned = owned;
      this.then = then;
    }

    void attempt(Pick pick) {
      switch (pick) {
        case Pick.NonePicked _ -> then.accept(BAD_GATEWAY);
        case Pick.Picked(Lease lease) -> {
          tried.add(lease.member());
          var _ = streams.send(request(lease), listener(lease));
        }
      }
    }

    private UpstreamRequest request(Lease lease) {
      return new UpstreamRequest(
          lease.member().address(),
          "GET",
          key.pathAndQuery(),
          HttpFields.build().put(HttpHeader.HOST, key.authority()),
          null,
          new UpstreamTimeouts(CONNECT, READ, READ),
          KeepAlive.ON);
    }

    private UpstreamListener listener(Lease lease) {
      return new UpstreamListener() {
        @Override
        public void onResponse(UpstreamResponse response) {
          lease.answered();
          lease.release();
          then.accept(response.status());
        }

        @Override
        public void onFailure(UpstreamFailure failure) {
          lease.failed();
          lease.release();
          if (tried.size() < ATTEMPTS && group.retryBudget().take()) {
            attempt(group.pickOther(tried, owned));
          } else {
            then.accept(BAD_GATEWAY);
          }
        }
      };
    }
  }
}
