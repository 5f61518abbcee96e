package dev.weir.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cache.config.NodeConfig;
import dev.weir.cache.config.PeerSettings;
import dev.weir.cache.decide.CachePolicy;
import dev.weir.cache.decide.Policies;
import dev.weir.cache.entry.query.KeyRules;
import dev.weir.runtime.owner.Rendezvous;
import dev.weir.testing.FreePorts;
import dev.weir.testing.ManualClock;
import dev.weir.testing.RawHttpClient;
import dev.weir.testing.RawResponse;
import dev.weir.testing.ReceivedRequest;
import dev.weir.testing.Script;
import dev.weir.testing.ScriptedOrigin;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Three nodes on 127.0.0.1 to 127.0.0.3 that own a third of the URLs each, in front of one origin.
class OwnerRoutingTest {

  private static final List<String> HOSTS = List.of("127.0.0.1", "127.0.0.2", "127.0.0.3");

  private final ManualClock clock = new ManualClock();
  private final List<Integer> ports = new ArrayList<>();
  private final List<CacheNode> nodes = new ArrayList<>();
  private ScriptedOrigin origin;

  @BeforeEach
  void start() throws Exception {
    origin = new ScriptedOrigin(InetAddress.getLoopbackAddress(), clock);
    origin.always(Script.ok("page").header("Cache-Control", "max-age=600"));
    for (String host : HOSTS) {
      ports.add(freePort(host));
    }
    for (int i = 0; i < HOSTS.size(); i++) {
      nodes.add(node(i, List.of(0, 1, 2)));
    }
    // A former owner is asked only for some time after a change of members; a start is one.
    clock.advance(Duration.ofMinutes(10));
  }

  @AfterEach
  void stop() throws Exception {
    for (CacheNode node : nodes) {
      node.close();
    }
    origin.close();
  }

  /// A node that knows the others; one list of all serves every node.
  private CacheNode node(int index, List<Integer> members) throws Exception {
    return node(index, members, CachePolicy.DEFAULT);
  }

  private CacheNode node(int index, List<Integer> members, CachePolicy policy) throws Exception {
    List<PeerSettings> peers = new ArrayList<>();
    for (int member : members) {
      peers.add(
          NodeFixture.peer(
              HOSTS.get(member),
              ports.get(member),
              0,
              PeerSettings.Kind.SIBLING,
              PeerSettings.Option.OWNER));
    }
    peers.add(NodeFixture.parent("127.0.0.1", origin.port()));
    NodeConfig config = NodeFixture.withPolicy(NodeFixture.config("node-" + index, peers), policy);
    var node = new CacheNode(NodeFixture.at(config, HOSTS.get(index), ports.get(index), 0), clock);
    node.start();
    return node;
  }

  private static int freePort(String host) throws IOException {
    return FreePorts.next(InetAddress.ofLiteral(host));
  }

  private RawResponse get(int node, String target, String... lines) throws IOException {
    var address = new InetSocketAddress(HOSTS.get(node), ports.get(node));
    try (var client = new RawHttpClient(address)) {
      return client.exchange(NodeFixture.request("GET", target, lines));
    }
  }

  /// A target that this node owns among these.
  private String targetOf(int owner, List<Integer> members) {
    Rendezvous<Integer> owners =
        Rendezvous.of(members, member -> HOSTS.get(member) + ":" + ports.get(member));
    for (int i = 0; ; i++) {
      if (owners.ranked("http://site.test/" + i).getFirst() == owner) {
        return "/" + i;
      }
    }
  }

  private String targetOf(int owner) {
    return targetOf(owner, List.of(0, 1, 2));
  }

  @Test
  void whatBelongsToAnotherNodeIsFetchedThroughItAndKeptThereOnly() throws Exception {
    String target = targetOf(1);

    RawResponse first = get(0, target);
    RawResponse second = get(2, target);

    assertThat(first.text()).isEqualTo("page");
    assertThat(first.fields().combined("Cache-Status"))
        .contains("node-1; fwd=uri-miss; fwd-status=200; stored")
        .contains("node-0; fwd=uri-miss")
        .contains("detail=kept-by-owner");
    assertThat(second.fields().combined("Cache-Status")).startsWith("node-1; hit");
    assertThat(origin.received()).hasSize(1);
    assertThat(origin.received().getFirst().fields().contains("Weir-Hop")).isFalse();
  }

  // The edge knows no key rules: what it sends to different nodes still has one owner among them.
  @Test
  void urlsThatAreOneKeyHaveOneOwner() throws Exception {
    for (CacheNode node : nodes) {
      node.close();
    }
    nodes.clear();
    CachePolicy ignoring = Policies.with(new KeyRules(List.of("utm_*"), KeyRules.Order.SORTED));
    for (int i = 0; i < HOSTS.size(); i++) {
      nodes.add(node(i, List.of(0, 1, 2), ignoring));
    }
    clock.advance(Duration.ofMinutes(10));
    String target = targetOf(1);

    RawResponse first = get(0, target + "?utm_source=mail");
    RawResponse second = get(2, target + "?utm_source=page");

    assertThat(first.fields().combined("Cache-Status")).startsWith("node-1; fwd=uri-miss");
    assertThat(second.fields().combined("Cache-Status")).startsWith("node-1; hit");
    assertThat(origin.received()).hasSize(1);
  }

  // The edge may be in front of it that ends TLS, or somebody who does not say so.
  @Test
  void bothSchemesOfAUrlHaveOneOwner() throws Exception {
    String target = targetOf(1);

    get(0, target);
    RawResponse first = get(0, target, "X-Forwarded-Proto: https");
    RawResponse second = get(2, target, "X-Forwarded-Proto: https");

    assertThat(first.fields().combined("Cache-Status"))
        .startsWith("node-1; fwd=uri-miss; fwd-status=200; stored");
    assertThat(second.fields().combined("Cache-Status")).startsWith("node-1; hit");
    assertThat(origin.received()).hasSize(2);
  }

  @Test
  void ownerAsksNobodyButItsParents() throws Exception {
    RawResponse response = get(1, targetOf(1));

    assertThat(response.fields().combined("Cache-Status")).startsWith("node-1; fwd=uri-miss");
    assertThat(origin.received()).hasSize(1);
  }

  // Two nodes that disagree about an owner must not send each other round and round.
  @Test
  void requestOfAnotherNodeIsNotSentOn() throws Exception {
    RawResponse response = get(0, targetOf(1), "Weir-Hop: owner");

    assertThat(response.fields().combined("Cache-Status"))
        .startsWith("node-0; fwd=uri-miss; fwd-status=200; stored");
  }

  @Test
  void ownerThatIsGoneCostsNoRequest() throws Exception {
    nodes.get(1).close();

    for (int i = 0; i < 30; i++) {
      assertThat(get(0, "/" + i).status()).isEqualTo(200);
    }
  }

  @Test
  void ownerThatIsSilentIsPassedOverAndLeftAloneAfterThreeTimes() throws Exception {
    nodes.get(1).close();
    var never = new CountDownLatch(1);
    List<Integer> members = List.of(0, 1);
    try (var silent = new ScriptedOrigin(InetAddress.ofLiteral(HOSTS.get(1)), clock);
        var clients = new Clients()) {
      silent.always(Script.ok("x").stallBeforeHead(never));
      ports.set(1, silent.port());
      nodes.get(0).close();
      nodes.set(0, node(0, members));
      clock.advance(Duration.ofMinutes(10));
      String target = targetOf(1, members);
      for (int i = 0; i < 3; i++) {
        String query = nextOf(1, members, i);
        Future<RawResponse> asking = clients.start(() -> get(0, query));
        silent.take();
        clock.advance(Duration.ofSeconds(1).minusMillis(1));
        assertThat(Clients.result(asking).text()).isEqualTo("page");
      }
      assertThat(get(0, target).text()).isEqualTo("page");
      assertThat(silent.received()).hasSize(3);
    } finally {
      never.countDown();
    }
  }

  private String nextOf(int owner, List<Integer> members, int count) {
    Rendezvous<Integer> owners =
        Rendezvous.of(members, member -> HOSTS.get(member) + ":" + ports.get(member));
    int found = 0;
    for (int i = 0; ; i++) {
      String target = "/silent/" + i;
      if (owners.ranked("http://site.test" + target).getFirst() == owner && found++ == count) {
        return target;
      }
    }
  }

  @Test
  void nodeThatHasJustComeAsksTheFormerOwnerForItsCopy() throws Exception {
    String target = targetOf(2);
    int former = ranked(target).get(1);
    nodes.get(2).close();
    nodes.get(former).close();
    nodes.set(former, node(former, List.of(0, 1)));
    clock.advance(Duration.ofMinutes(10));
    get(former, target);

    nodes.set(2, node(2, List.of(0, 1, 2)));
    RawResponse response = get(2, target);

    assertThat(response.fields().combined("Cache-Status")).startsWith("node-" + former + "; hit");
    assertThat(NodeFixture.isHit(get(2, target))).isTrue();
    assertThat(origin.received()).hasSize(1);
  }

  private List<Integer> ranked(String target) {
    Function<Integer, String> name = member -> HOSTS.get(member) + ":" + ports.get(member);
    return Rendezvous.of(List.of(0, 1, 2), name).ranked("http://site.test" + target);
  }

  @Test
  void hotPageIsKeptByTheNodesItIsAskedOf() throws Exception {
    String target = targetOf(1);
    int second = ranked(target).get(1);
    boolean kept = false;
    for (int i = 0; i < 400 && !kept; i++) {
      kept = NodeFixture.isHit(get(second, target));
    }
    assertThat(kept).isTrue();
    assertThat(origin.received()).extracting(ReceivedRequest::target).hasSize(1);
  }
}
