package dev.weir.workbench.bench.cluster.simulated;

import dev.weir.cache.config.NodeConfig;
import dev.weir.cache.decide.RequestFacts;
import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.exchange.Ask;
import dev.weir.cache.exchange.Client;
import dev.weir.cache.exchange.JettyFields;
import dev.weir.cache.forward.Answer;
import dev.weir.cache.forward.ForwardListener;
import dev.weir.cache.forward.Purpose;
import dev.weir.cache.peer.Peer;
import dev.weir.cache.peer.icp.IcpAnswers;
import dev.weir.cache.route.Destination;
import dev.weir.cache.route.Reach;
import dev.weir.runtime.upstream.UpstreamFailure;
import dev.weir.runtime.upstream.UpstreamRequest;
import dev.weir.runtime.upstream.UpstreamResponse;
import dev.weir.workbench.bench.cluster.network.Machine;
import dev.weir.workbench.bench.cluster.network.Network;
import dev.weir.workbench.bench.cluster.network.VirtualTime;
import dev.weir.workbench.bench.cluster.simulated.Served.Source;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;

/// A cache node on the simulated network. Its store is a set of keys, fresh for ever; all that
/// decides who is asked, how long is waited and what is believed is the code of a real node.
public final class SimulatedNode implements AutoCloseable {

  /// Until a request that arrived is looked at.
  private static final Duration HANDLING = Duration.ofNanos(50_000);

  private static final Client CLIENT = new Client("192.0.2.1", "1.1");

  private final VirtualTime time;
  private final Machine machine;
  private final Neighbours neighbours;
  private final Set<CacheKey> store = new HashSet<>();

  SimulatedNode(Network network, String host, NodeConfig config, SplittableRandom random) {
    this.time = network.time();
    this.machine = new Machine(host, Machine.Role.NODE, this::accept);
    network.add(machine);
    this.neighbours =
        new Neighbours(
            network,
            machine,
            config,
            key -> store.contains(key) ? IcpAnswers.Answer.HIT : IcpAnswers.Answer.MISS,
            random);
  }

  String host() {
    return machine.host();
  }

  Machine machine() {
    return machine;
  }

  /// Takes over another list of neighbours.
  void reconfigure(NodeConfig config) {
    neighbours.reconfigure(config);
  }

  /// Siblings as the node knows them.
  public List<Peer> siblings() {
    return neighbours.siblings();
  }

  /// Whether it has a copy.
  public boolean holds(CacheKey key) {
    return store.contains(key);
  }

  /// Copies it has.
  public int copies() {
    return store.size();
  }

  /// A client asks.
  public void get(CacheKey key, Consumer<Served> then) {
    get(key, HttpFields.build().put(HttpHeader.HOST, key.authority()).asImmutable(), then);
  }

  private void get(CacheKey key, HttpFields fields, Consumer<Served> then) {
    Duration arrived = time.elapsed();
    if (store.contains(key)) {
      then.accept(new Served(Source.STORE, arrived, Duration.ZERO, Duration.ZERO));
      return;
    }
    JettyFields received = new JettyFields(fields);
    Ask ask =
        new Ask(
            key,
            "GET",
            key.pathAndQuery(),
            received,
            RequestFacts.of("GET", key, received),
            CLIENT);
    neighbours
        .forwarding()
        .send(ask, new Purpose.Whole(), Reach.CLUSTER, new Fetching(key, arrived, then));
  }

  /// A miss on its way.
  private final class Fetching implements ForwardListener {

    private final CacheKey key;
    private final Duration arrived;
    private final Consumer<Served> then;

    Fetching(CacheKey key, Duration arrived, Consumer<Served> then) {
      this.key = key;
      this.arrived = arrived;
      this.then = then;
    }

    @Override
    public void onInterim(int status, HttpFields fields) {}

    @Override
    public void onAnswer(Answer answer) {
      if (answer.status() != 200) {
        served(Source.NOBODY, Duration.ZERO);
        return;
      }
      if (answer.from().use() == Destination.Use.KEPT) {
        store.add(key);
      }
      served(source(answer.from().kind()), answer.elapsed());
    }

    @Override
    public void onFailure(UpstreamFailure failure, @Nullable Destination last) {
      served(Source.NOBODY, Duration.ZERO);
    }

    private void served(Source source, Duration answering) {
      Duration took = time.elapsed().minus(arrived);
      then.accept(new Served(source, arrived, took, took.minus(answering)));
    }
  }

  private static Source source(Destination.Kind kind) {
    return switch (kind) {
      case SIBLING -> Source.SIBLING;
      case OWNER -> Source.OWNER;
      case PARENT, ORIGIN -> Source.ORIGIN;
    };
  }

  /// A request from the network: of another node, in absolute-form, or of an edge.
  private void accept(UpstreamRequest request, Consumer<UpstreamResponse> then) {
    time.after(HANDLING, () -> machine.whenWorking(() -> answer(request, then)));
  }

  private void answer(UpstreamRequest request, Consumer<UpstreamResponse> then) {
    String target = request.target();
    String authority = String.valueOf(request.fields().get(HttpHeader.HOST));
    CacheKey key =
        target.startsWith("/") ? CacheKey.of("http", authority, target) : CacheKey.of(target);
    boolean copiesOnly = request.fields().contains(HttpHeader.CACHE_CONTROL, "only-if-cached");
    if (copiesOnly && !store.contains(key)) {
      then.accept(Responses.gatewayTimeout());
    } else {
      get(
          key,
          request.fields(),
          served -> then.accept(served.isFailed() ? Responses.gatewayTimeout() : Responses.page()));
    }
  }

  @Override
  public void close() {
    neighbours.close();
  }
}
