package dev.weir.workbench.tune.replay;

import dev.weir.cache.config.NodeConfigException;
import dev.weir.cache.config.NodeConfigFile;
import dev.weir.workbench.tune.log.Inputs;
import dev.weir.workbench.tune.log.Sighting;
import dev.weir.workbench.tune.log.Url;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Replays a log written as short lines, `seconds METHOD path status bytes [key=value …]`, where
/// keys are those of Weir's JSON log or `silent`.
final class Rehearsing {

  private static final long START_MILLIS = 1_700_000_000_000L;
  private static final String NODE =
      "http_port 0 accel defaultsite=site\ncache_peer 127.0.0.1 parent 80 0 originserver no-query\n";

  private final List<RuleSet> ruleSets;
  private long cacheBytes = Long.MAX_VALUE;

  private Rehearsing(List<RuleSet> ruleSets) {
    this.ruleSets = ruleSets;
  }

  static Rehearsing of(String... directives) {
    return new Rehearsing(List.of(rules("new", String.join("\n", directives))));
  }

  static RuleSet rules(String name, String directives) {
    try {
      return RuleSet.of(
          name, NodeConfigFile.parse(name + ".conf", NODE + directives + "\n", Map.of()));
    } catch (NodeConfigException e) {
      throw new IllegalArgumentException(e);
    }
  }

  Rehearsing in(long octets) {
    cacheBytes = octets;
    return this;
  }

  Figures on(String... lines) {
    return outcome(lines).ruleSets().getFirst().all();
  }

  Outcome outcome(String... lines) {
    Replay replay = new Replay(ruleSets, cacheBytes, 1_000);
    for (String line : lines) {
      replay.accept(sighting(replay, line.strip().split(" +")));
    }
    return replay.finish();
  }

  private static Sighting sighting(Replay replay, String[] words) {
    byte[] uri = ("http://site" + words[2]).getBytes(StandardCharsets.UTF_8);
    Url url = replay.urls().find(uri, uri.length);
    if (url == null) {
      throw new IllegalArgumentException("outside the sample: " + words[2]);
    }
    Map<String, String> more = new HashMap<>();
    for (int i = 5; i < words.length; i++) {
      String[] pair = words[i].split("=", 2);
      more.put(pair[0], pair.length == 2 ? pair[1].replace('_', ' ') : "");
    }
    return new Sighting(
        url,
        START_MILLIS + Math.round(Double.parseDouble(words[0]) * 1000),
        switch (words[1]) {
          case "GET" -> Sighting.Verb.GET;
          case "HEAD" -> Sighting.Verb.HEAD;
          case "OPTIONS" -> Sighting.Verb.OTHER_SAFE;
          default -> Sighting.Verb.UNSAFE;
        },
        Integer.parseInt(words[3]),
        Long.parseLong(words[4]),
        more.containsKey("silent") ? Sighting.Witness.SILENT : Sighting.Witness.ORIGIN,
        inputs(more),
        1);
  }

  private static Inputs inputs(Map<String, String> more) {
    @Nullable String etag = more.get("etag");
    return new Inputs(
        etag == null ? null : '"' + etag + '"',
        more.get("modified"),
        more.get("cc"),
        more.get("expires"),
        more.containsKey("set-cookie"),
        more.containsKey("cookie"),
        more.containsKey("authorization"),
        more.get("request-cc"));
  }
}
