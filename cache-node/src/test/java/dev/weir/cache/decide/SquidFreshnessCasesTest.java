package dev.weir.cache.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cache.entry.FreshnessMode;
import dev.weir.cache.entry.Interpretation;
import dev.weir.cache.entry.StoredFacts;
import dev.weir.http.Fields;
import dev.weir.http.HttpDate;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Every recorded case of Squid's decision, to the constant and the second of staleness.
final class SquidFreshnessCasesTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void decidesAsSquidDoes(String name, JsonNode one) {
    StoredFacts stored =
        StoredFacts.of(
            one.at("/response/status").asInt(200),
            response(one.get("response")),
            NOW,
            NOW,
            Interpretation.untargeted(FreshnessMode.SQUID));
    Instant asked = NOW.plusSeconds(one.get("wait").asLong());

    Assessment assessment =
        Freshness.assess(
            stored,
            RequestFacts.of("GET", request(one.get("request"))),
            rule(one.get("rule")),
            Policies.SQUID,
            asked);

    assertThat(assessment.reason()).as(name).isEqualTo(Reason.valueOf(text(one, "expected")));
    assertThat(assessment.stalenessSeconds())
        .as(name)
        .isEqualTo(one.get("expected_staleness").asLong());
  }

  static Stream<Arguments> cases() throws IOException {
    try (InputStream in =
        SquidFreshnessCasesTest.class.getResourceAsStream("/freshness/freshness-cases.json")) {
      JsonNode all = new JsonMapper().readTree(in);
      assertThat(all.size()).isEqualTo(88);
      List<Arguments> rows =
          StreamSupport.stream(all.spliterator(), false)
              .map(one -> Arguments.of(text(one, "name"), one))
              .toList();
      return rows.stream();
    }
  }

  private static Fields response(JsonNode response) {
    Fields.Builder fields = Fields.builder();
    if (!response.has("nodate")) {
      fields.add("Date", HttpDate.format(NOW.plusSeconds(response.path("dskew").asLong(0))));
    }
    if (response.has("lm")) {
      long seconds = (long) response.get("lm").asDouble();
      fields.add("Last-Modified", HttpDate.format(NOW.minusSeconds(seconds)));
    }
    if (response.has("exp")) {
      fields.add("Expires", HttpDate.format(NOW.plusSeconds(response.get("exp").asLong())));
    }
    copy(response, "exps", "Expires", fields);
    copy(response, "cc", "Cache-Control", fields);
    copy(response, "age", "Age", fields);
    copy(response, "pragma", "Pragma", fields);
    copy(response, "vary", "Vary", fields);
    return fields.build();
  }

  private static void copy(JsonNode from, String key, String name, Fields.Builder fields) {
    if (from.has(key)) {
      fields.add(name, from.get(key).asString());
    }
  }

  private static Fields request(JsonNode request) {
    Fields.Builder fields = Fields.builder();
    if (request.has("max_age")) {
      fields.add("Cache-Control", "max-age=" + request.get("max_age").asLong());
    }
    if (request.has("max_stale")) {
      JsonNode value = request.get("max_stale");
      fields.add("Cache-Control", value.isNull() ? "max-stale" : "max-stale=" + value.asLong());
    }
    if (request.has("min_fresh")) {
      fields.add("Cache-Control", "min-fresh=" + request.get("min_fresh").asLong());
    }
    if (request.has("no_cache")) {
      fields.add("Cache-Control", "no-cache");
    }
    if (request.has("ims")) {
      fields.add("If-Modified-Since", HttpDate.format(NOW.minusSeconds(60)));
    }
    return fields.build();
  }

  private static RefreshRule rule(JsonNode rule) {
    Set<RefreshRule.Option> options = EnumSet.noneOf(RefreshRule.Option.class);
    for (JsonNode word : rule.get("opts")) {
      options.add(
          RefreshRule.Option.valueOf(
              word.asString().toUpperCase(java.util.Locale.ROOT).replace('-', '_')));
    }
    JsonNode maxStale = rule.get("max_stale");
    return new RefreshRule(
        "case",
        "case",
        UrlPattern.ANY,
        Duration.ofSeconds(rule.get("min").asLong()),
        rule.get("pct").asDouble(),
        Duration.ofSeconds(rule.get("max").asLong()),
        options,
        maxStale.isNull() ? null : Duration.ofSeconds(maxStale.asLong()),
        null,
        null);
  }

  private static String text(JsonNode node, String key) {
    return node.get(key).asString();
  }
}
