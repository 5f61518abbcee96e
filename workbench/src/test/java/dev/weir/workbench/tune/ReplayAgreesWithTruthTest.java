package dev.weir.workbench.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.weir.cache.CacheNode;
import dev.weir.cache.config.NodeConfig;
import dev.weir.cache.config.NodeConfigFile;
import dev.weir.testing.ManualClock;
import dev.weir.testing.RawHttpClient;
import dev.weir.testing.RawResponse;
import dev.weir.testing.ReceivedRequest;
import dev.weir.testing.Script;
import dev.weir.testing.ScriptedOrigin;
import dev.weir.workbench.tune.log.Faults;
import dev.weir.workbench.tune.log.LogFile;
import dev.weir.workbench.tune.replay.Figures;
import dev.weir.workbench.tune.replay.Replay;
import dev.weir.workbench.tune.replay.RuleSet;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A workload with known times of change goes through real nodes, one for each rule set; then the
/// log of one of them is replayed against the rules of all, and must tell what happened there.
class ReplayAgreesWithTruthTest {

  private static final int REQUESTS = 700;
  private static final int URLS = 30;
  private static final long SEED = 42;
  private static final Duration LONG = Duration.ofSeconds(20);

  private static final List<List<String>> RULES =
      List.of(
          List.of("refresh_pattern . 2m 0% 2m"),
          List.of("refresh_pattern . 0 0% 1h"),
          List.of("refresh_pattern . 30s 0% 30s"),
          List.of("refresh_pattern . 10m 0% 10m"),
          List.of("refresh_pattern \\.css$ 1h 0% 1h", "refresh_pattern . 1m 0% 1m"),
          List.of("refresh_pattern . 5m 0% 5m override-expire"));

  @TempDir private Path folder;

  /// What happened at a node.
  private record Truth(double hitRatio, double staleShare) {}

  private NodeConfig config(int origin, List<String> rules, Path log) throws Exception {
    return NodeConfigFile.parse(
        "node.conf",
        """
        http_port 127.0.0.1:0 accel vhost
        icp_port 0
        cache_peer 127.0.0.1 parent %d 0 no-query originserver
        access_log %s json
        %s
        """
            .formatted(origin, log, String.join("\n", rules)),
        Map.of());
  }

  /// Every URL has a version that changes with a period of its own; every fifth names a lifetime,
  /// every seventh may not be stored.
  private static Script answer(ReceivedRequest request, Instant now) {
    int page = page(request.target());
    String version = "\"" + page + "-" + version(page, now) + "\"";
    if (version.equals(request.fields().first("If-None-Match"))) {
      return Script.ok("").status(304).header("ETag", version);
    }
    Script script = Script.ok("version " + version(page, now)).header("ETag", version);
    if (page % 5 == 1) {
      return script.header("Cache-Control", "max-age=90");
    }
    return page % 7 == 2 ? script.header("Cache-Control", "no-store") : script;
  }

  private static int page(String target) {
    return Integer.parseInt(target.replaceAll("\\D", ""));
  }

  private static long version(int page, Instant now) {
    return now.getEpochSecond() / (400 + page * 97L);
  }

  /// The same requests at the same times for every rule set.
  private Truth run(List<String> rules, Path log) throws Exception {
    ManualClock clock = new ManualClock();
    SplittableRandom random = new SplittableRandom(SEED);
    int hits = 0;
    int stale = 0;
    try (ScriptedOrigin origin = new ScriptedOrigin(InetAddress.getLoopbackAddress(), clock)) {
      origin.on("/", request -> answer(request, clock.instant()));
      try (CacheNode node = new CacheNode(config(origin.port(), rules, log), clock)) {
        node.start();
        // On one connection, so that they end, and are logged, one after the other.
        try (var client = new RawHttpClient(node.port())) {
          for (int i = 0; i < REQUESTS; i++) {
            clock.advance(Duration.ofSeconds(random.nextInt(1, 25)));
            int page = Math.min(random.nextInt(URLS), random.nextInt(URLS));
            RawResponse response =
                client.get("/p" + page + (page % 3 == 0 ? ".css" : "/"), "Host: site");
            String status = response.fields().first("Cache-Status");
            hits += status != null && status.contains("; hit") ? 1 : 0;
            stale += response.text().equals("version " + version(page, clock.instant())) ? 0 : 1;
          }
        }
        await().atMost(LONG).until(() -> lines(log) == REQUESTS);
      }
    }
    return new Truth((double) hits / REQUESTS, (double) stale / REQUESTS);
  }

  private static long lines(Path log) throws IOException {
    try (var lines = Files.lines(log)) {
      return lines.count();
    }
  }

  @Test
  void hitRatioIsWithinHalfAPointAndStalenessWithinItsBounds() throws Exception {
    List<Truth> truths = new ArrayList<>();
    List<RuleSet> sets = new ArrayList<>();
    for (int i = 0; i < RULES.size(); i++) {
      Path log = folder.resolve("access" + i + ".json");
      truths.add(run(RULES.get(i), log));
      sets.add(RuleSet.of("rules " + i, config(1, RULES.get(i), log)));
    }
    Replay replay = new Replay(sets, Long.MAX_VALUE, 1_000);
    Faults faults = new Faults();
    new LogFile(folder.resolve("access0.json"), "http://site", replay.urls(), faults)
        .read(replay::accept, _ -> {});
    assertThat(faults.first()).isEmpty();
    var results = replay.finish().ruleSets();
    for (int i = 0; i < RULES.size(); i++) {
      Figures told = results.get(i).all();
      String which = RULES.get(i) + ": " + truths.get(i) + " against " + told;
      assertThat(told.hitRatio()).as(which).isCloseTo(truths.get(i).hitRatio(), within(0.005));
      assertThat(truths.get(i).staleShare())
          .as(which)
          .isBetween(told.staleShareAtLeast() - 1e-9, told.staleShareAtMost() + 1e-9);
    }
    // The workload is of the kind that matters: rules differ, and stale answers do occur.
    assertThat(truths.get(3).hitRatio()).isGreaterThan(truths.get(2).hitRatio() + 0.1);
    assertThat(truths.get(3).staleShare()).isGreaterThan(0.02);
  }
}
