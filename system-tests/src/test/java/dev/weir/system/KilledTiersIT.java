package dev.weir.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `kill -9` of memcached, of a cache node, of the application, while people keep asking: what they
/// see.
///
/// Prints the table of `docs/faults.md`. What is asserted is the kind of answer, and that nobody
/// hangs.
@Tag("faults")
class KilledTiersIT {

  private static final String STATIC = "/static/css/gallery.css";
  private static final String CACHED = "/albums/1";
  private static final String UNCACHED = "/time";
  private static final List<String> PAGES = List.of(STATIC, CACHED, UNCACHED);

  /// Longer is a hang, of a static file or of a page that is stored, on however busy a machine.
  private static final Duration HANG = Duration.ofSeconds(10);

  private static final int ANSWERS_PER_PHASE = 600;

  @TempDir private Path folder;

  private final Map<String, String> variables = new HashMap<>();
  private @Nullable Path memcachedProgram;
  private Child memcached;
  private Child app;
  private Child nodeA;
  private Child nodeB;
  private Child edge;

  @SuppressWarnings("NullAway.Init") // set up before each test
  KilledTiersIT() {}

  @BeforeEach
  void startAll() throws Exception {
    memcachedProgram = onPath("memcached");
    assumeTrue(memcachedProgram != null, "no memcached on the PATH");
    variables.putAll(DemoTiers.onFreePorts(folder));
    variables.put("MEMCACHED_PORT", port());
    Path appConfig =
        Files.writeString(
            folder.resolve("app.yaml"),
            Files.readString(Repository.root().resolve("deploy/demo/app.yaml"))
                .replace("servers: []", "servers: [ \"127.0.0.1:${MEMCACHED_PORT}\" ]"));
    memcached = startMemcached();
    app = start("app", appConfig.toString());
    nodeA = start("node", "deploy/demo/node-a.conf");
    nodeB = start("node", "deploy/demo/node-b.conf");
    edge = start("edge", "deploy/demo/edge.yaml");
    for (Child tier : List.of(app, nodeA, nodeB, edge)) {
      tier.awaitLine("is ready at");
    }
  }

  @AfterEach
  void stopAll() {
    for (Child child : new Child[] {edge, nodeA, nodeB, app, memcached}) {
      if (child != null) {
        child.close();
      }
    }
  }

  @Test
  void nobodyWaitsForWhatIsDead() throws Exception {
    URI site = URI.create("http://127.0.0.1:" + variables.get("WEIR_DEMO_EDGE_PORT"));
    Visitors visitors = new Visitors(site, PAGES);
    try {
      begin(visitors, "all well");
      goOn(visitors);
      begin(visitors, "memcached killed");
      memcached.kill();
      goOn(visitors);
      memcached = startMemcached();
      begin(visitors, "node-a killed");
      nodeA.kill();
      goOn(visitors);
      nodeA = start("node", "deploy/demo/node-a.conf");
      nodeA.awaitLine("is ready at");
      begin(visitors, "node-a back");
      await()
          .atMost(Child.LIMIT)
          .until(() -> visitors.seen("node-a back", CACHED).hits().contains("node-a"));
      begin(visitors, "app killed");
      app.kill();
      goOn(visitors);
      app = start("app", folder.resolve("app.yaml").toString());
      app.awaitLine("is ready at");
      begin(visitors, "app back");
      goOn(visitors);
    } finally {
      visitors.leave();
    }
    print(visitors);
    judge(visitors);
  }

  private static void judge(Visitors visitors) {
    for (String phase : PHASES) {
      for (String page : List.of(STATIC, CACHED)) {
        Visitors.Seen seen = visitors.seen(phase, page);
        assertThat(seen.longest()).as("%s, %s", phase, page).isLessThan(HANG);
        assertThat(seen.statuses().keySet()).as("%s, %s", phase, page).containsOnly("200");
      }
    }
    for (String phase : PHASES) {
      if (!phase.equals("app killed")) {
        assertThat(visitors.seen(phase, UNCACHED).statuses().keySet())
            .as("%s, %s", phase, UNCACHED)
            .containsOnly("200");
      }
    }
    assertThat(visitors.seen("app killed", UNCACHED).statuses().keySet())
        .as("an uncacheable page of a dead application")
        .isSubsetOf("200", "502", "503", "504");
  }

  private static final List<String> PHASES =
      List.of(
          "all well", "memcached killed", "node-a killed", "node-a back", "app killed", "app back");

  private static void print(Visitors visitors) {
    System.out.printf(
        "| phase | page | answers | statuses | longest wait |%n|---|---|---:|---|---:|%n");
    for (String phase : PHASES) {
      for (String page : PAGES) {
        Visitors.Seen seen = visitors.seen(phase, page);
        System.out.printf(
            Locale.ROOT,
            "| %s | `%s` | %d | %s | %d ms |%n",
            phase,
            page,
            seen.asked(),
            seen.statuses(),
            seen.longest().toMillis());
      }
    }
    visitors.refusals().forEach((what, count) -> System.out.println(count + " x " + what));
  }

  /// Begins a phase, and waits until whatever was asked for before it has been answered: what is
  /// killed from now on is of this phase.
  private static void begin(Visitors visitors, String phase) {
    visitors.phase(phase);
    await()
        .atMost(Child.LIMIT)
        .until(() -> PAGES.stream().allMatch(page -> visitors.seen(phase, page).asked() > 0));
  }

  private static void goOn(Visitors visitors) {
    int from = visitors.rounds();
    await().atMost(Child.LIMIT).until(() -> visitors.rounds() - from > ANSWERS_PER_PHASE);
  }

  private Child start(String tier, String config) throws Exception {
    return Child.weir(variables, tier, "--config", config);
  }

  private Child startMemcached() throws Exception {
    return Child.start(
        List.of(
            String.valueOf(memcachedProgram),
            "-l",
            "127.0.0.1",
            "-U",
            "0",
            "-u",
            "nobody",
            "-p",
            variables.getOrDefault("MEMCACHED_PORT", "")),
        Map.of(),
        folder);
  }

  private static @Nullable Path onPath(String program) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst()
        .orElse(null);
  }

  private static String port() throws Exception {
    return Integer.toString(Repository.freePort("127.0.0.1"));
  }
}
