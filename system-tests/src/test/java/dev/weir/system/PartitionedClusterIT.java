package dev.weir.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.testing.ReceivedRequest;
import dev.weir.testing.Script;
import dev.weir.testing.ScriptedOrigin;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Three nodes on a network of their own, one of which is cut off from its siblings, comes back,
/// and all of which are then restarted one after the other: what clients of the edge see, and
/// whether what was purged stays away.
///
/// Prints the table of `docs/cluster.md`.
@Tag("cluster")
class PartitionedClusterIT {

  private static final int PAGES = 300;
  private static final int NEW_PAGE_EVERY = 10;
  private static final int REQUESTS_PER_PHASE = 1500;
  private static final List<String> PHASES =
      List.of(
          "all well",
          "c cut off from a and b",
          "healed",
          "a restarted",
          "b restarted",
          "c restarted",
          "a, b and c back");

  @TempDir private Path folder;
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger newPages = new AtomicInteger();
  private final Map<String, String> versions = new ConcurrentHashMap<>();
  private @Nullable Namespaces network;
  private ScriptedOrigin origin;
  private ThreeNodes cluster;
  private SteadyLoad load;

  @SuppressWarnings("NullAway.Init") // set up before each test
  PartitionedClusterIT() {}

  @BeforeEach
  void startAll() throws Exception {
    String obstacle = Namespaces.obstacle();
    assumeTrue(obstacle == null, () -> String.valueOf(obstacle));
    network = ThreeNodes.network();
    origin = new ScriptedOrigin(network.here());
    origin.on("/", this::answer);
    cluster = ThreeNodes.start(network, folder, origin.port());
    load = new SteadyLoad(cluster.edge(), PHASES.getFirst(), this::nextPath);
  }

  @AfterEach
  void stopAll() throws Exception {
    if (load != null) {
      load.end();
    }
    if (cluster != null) {
      cluster.close();
    }
    if (origin != null) {
      origin.close();
    }
    if (network != null) {
      network.close();
    }
  }

  @Test
  void nobodyNoticesAndWhatWasPurgedStaysAway() throws Exception {
    goOn("all well");
    cutOff();
    restartEach();
    goOn("a, b and c back");
    load.end();
    print();
    purgeWhenAllIsWell();
    killedNodesKeepNothingThatWasPurged();

    assertThat(PHASES)
        .allSatisfy(phase -> {
          assertThat(load.phase(phase).requests()).isGreaterThanOrEqualTo(REQUESTS_PER_PHASE);
          assertThat(load.phase(phase).failed()).as("%s: %s", phase, load.troubles()).isZero();
        });
  }

  /// A purge reaches the nodes that can be reached at once, the other one when it can be.
  private void cutOff() throws IOException {
    publish("/told-by-a/", "first");
    publish("/told-by-c/", "first");
    everyNodeHas("/told-by-a/", "first");
    everyNodeHas("/told-by-c/", "first");
    load.begin("c cut off from a and b");
    lines().cut("a", "c");
    lines().cut("b", "c");
    publish("/told-by-a/", "second");
    publish("/told-by-c/", "second");
    purge("a", "/told-by-a/", "\"node-b\" : \"done\"", "\"node-c\" : \"pending\"");
    purge("c", "/told-by-c/", "\"node-a\" : \"pending\"", "\"node-b\" : \"pending\"");
    nodeHas("a", "/told-by-a/", "second");
    nodeHas("b", "/told-by-a/", "second");
    nodeHas("c", "/told-by-c/", "second");
    goOn("c cut off from a and b");
    load.begin("healed");
    lines().heal("a", "c");
    lines().heal("b", "c");
    await().atMost(Child.LIMIT).untilAsserted(() -> everyNodeHas("/told-by-a/", "second"));
    await().atMost(Child.LIMIT).untilAsserted(() -> everyNodeHas("/told-by-c/", "second"));
    goOn("healed");
  }

  private void restartEach() throws Exception {
    for (String node : ThreeNodes.NODES) {
      String phase = node + " restarted";
      load.begin(phase);
      cluster.child(node).terminate();
      cluster.begin(node);
      cluster.awaitReady(node);
      // The edge leaves it alone for a while: the next one goes only when this one is at work.
      load.phase(phase).nodes().clear();
      await().atMost(Child.LIMIT).until(() -> load.phase(phase).nodes().contains("node-" + node));
      goOn(phase);
    }
    everyNodeHas("/told-by-a/", "second");
    everyNodeHas("/told-by-c/", "second");
  }

  private void purgeWhenAllIsWell() throws IOException {
    publish("/told-by-b/", "first");
    everyNodeHas("/told-by-b/", "first");
    publish("/told-by-b/", "second");
    purge("b", "/told-by-b/", "\"node-a\" : \"done\"", "\"node-c\" : \"done\"");
    everyNodeHas("/told-by-b/", "second");
  }

  private void killedNodesKeepNothingThatWasPurged() throws Exception {
    for (String node : ThreeNodes.NODES) {
      cluster.child(node).kill();
      cluster.begin(node);
    }
    ThreeNodes.NODES.forEach(cluster::awaitReady);
    everyNodeHas("/told-by-a/", "second");
    everyNodeHas("/told-by-b/", "second");
    everyNodeHas("/told-by-c/", "second");
  }

  /// A process that has just started may take longer to tell its siblings than a purge waits.
  private void purge(String node, String prefix, String... outcome) {
    await()
        .atMost(Child.LIMIT)
        .untilAsserted(() -> assertThat(cluster.purgeAt(node, prefix)).contains(outcome));
  }

  private void publish(String prefix, String version) {
    versions.put(prefix, version);
  }

  private void everyNodeHas(String prefix, String version) throws IOException {
    for (String node : ThreeNodes.NODES) {
      nodeHas(node, prefix, version);
    }
  }

  /// Thirty pages: some of them belong to each node.
  private void nodeHas(String node, String prefix, String version) throws IOException {
    for (String path : IntStream.range(0, 30).mapToObj(i -> prefix + i).toList()) {
      assertThat(cluster.pageAt(node, path)).as("at %s", node).isEqualTo(path + " " + version);
    }
  }

  private void goOn(String phase) {
    SteadyLoad.Phase current = load.begin(phase);
    int from = current.requests();
    await().atMost(Child.LIMIT).until(() -> current.requests() - from >= REQUESTS_PER_PHASE);
  }

  /// Mostly what is stored, half of it by way of a node that need not be the owner; some pages that
  /// nobody has yet.
  private String nextPath() {
    int number = asked.incrementAndGet();
    String start = number % 2 == 0 ? "/pages/" : "/turns/";
    return number % NEW_PAGE_EVERY < 2
        ? start + "new/" + newPages.incrementAndGet()
        : start + number % PAGES;
  }

  private Script answer(ReceivedRequest request) {
    String path = request.target().replaceFirst("^http://[^/]+", "");
    String prefix = path.substring(0, path.indexOf('/', 1) + 1);
    return Script.ok(path + " " + versions.getOrDefault(prefix, "only"))
        .header("Cache-Control", "max-age=3600");
  }

  private Namespaces lines() {
    if (network == null) {
      throw new AssertionError("no network");
    }
    return network;
  }

  private void print() {
    System.out.printf("| phase | requests | failed | slowest |%n|---|---:|---:|---:|%n");
    for (String phase : PHASES) {
      SteadyLoad.Phase seen = load.phase(phase);
      Duration slowest = seen.slowest();
      System.out.printf(
          Locale.ROOT,
          "| %s | %d | %d | %d ms |%n",
          phase,
          seen.requests(),
          seen.failed(),
          slowest.toMillis());
    }
    load.troubles().forEach(System.out::println);
  }
}
