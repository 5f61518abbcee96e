package dev.weir.cache.observe.explain;

import dev.weir.cache.decide.Assessment;
import dev.weir.cache.decide.RefreshRule;
import dev.weir.cache.entry.StoredFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The numbers of a freshness judgement, in words.
final class Arithmetic {

  private Arithmetic() {}

  static List<String> of(StoredFacts stored, RefreshRule rule, Assessment assessment) {
    List<String> lines = new ArrayList<>();
    lines.add("generated " + stored.timestamp() + ", judged " + assessment.at());
    lines.add("age = " + seconds(assessment.age()));
    lines.add(lifetime(stored, rule, assessment));
    long staleness = assessment.stalenessSeconds();
    lines.add(
        staleness < 0
            ? "age < lifetime: fresh for another " + assessment.ttlSeconds() + " s"
            : "age ≥ lifetime: stale by " + staleness + " s");
    if (!stored.flags().isEmpty()) {
      lines.add("demands of the origin: " + stored.flags());
    }
    return lines;
  }

  private static String lifetime(StoredFacts stored, RefreshRule rule, Assessment assessment) {
    Duration used = assessment.lifetime();
    String lifetime = used == null ? "none" : seconds(used);
    return switch (assessment.basis()) {
      case EXPIRY -> "lifetime = " + lifetime + ", named by the origin; the rule has no say";
      case MAX -> "lifetime = " + lifetime + ", the rule's max";
      case LAST_MODIFIED -> "lifetime = " + lifetime + ", " + percentage(stored, rule);
      case MIN ->
          "lifetime = " + lifetime + ", the rule's min; the origin names none" + unmodified(stored);
    };
  }

  private static String percentage(StoredFacts stored, RefreshRule rule) {
    Instant modified = stored.modificationTime();
    return Math.round(rule.percent() * 100)
        + " % of the "
        + seconds(Duration.between(modified, stored.timestamp()))
        + " since Last-Modified "
        + modified
        + ", at most max "
        + seconds(rule.max());
  }

  private static String unmodified(StoredFacts stored) {
    return stored.lastModified() == null ? " and no Last-Modified" : "";
  }

  static String seconds(Duration duration) {
    return duration.toSeconds() + " s";
  }
}
