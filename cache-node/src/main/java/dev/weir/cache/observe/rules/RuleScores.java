package dev.weir.cache.observe.rules;

import dev.weir.cache.decide.CachePolicy;
import dev.weir.cache.decide.RefreshRule;
import dev.weir.cache.decide.UrlPattern;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The scores of all rules of a policy; as many as there are rules, whatever clients ask for.
public final class RuleScores {

  /// Of so many requests one is held against the rules behind the one that matched.
  private static final int SHADOW_SAMPLE = 64;

  private final List<RefreshRule> rules;
  private final Map<String, RuleScore> scores = new HashMap<>();
  private final Map<String, String> takenBy = new LinkedHashMap<>();
  // Counts lost in a race do not matter.
  private int seen;

  /// For the rules of a policy and the built-in one.
  public RuleScores(CachePolicy policy) {
    List<RefreshRule> all = new ArrayList<>(policy.rules());
    all.add(RefreshRule.BUILT_IN);
    this.rules = List.copyOf(all);
    rules.forEach(rule -> scores.put(rule.name(), new RuleScore()));
    for (int i = 0; i < rules.size(); i++) {
      RefreshRule taker = taker(i);
      if (taker != null) {
        takenBy.put(rules.get(i).name(), taker.position());
      }
    }
  }

  /// The earlier rule that leaves a rule nothing: one for every URL, or with the same pattern.
  private @Nullable RefreshRule taker(int index) {
    String pattern = rules.get(index).pattern().toString();
    for (RefreshRule earlier : rules.subList(0, index)) {
      boolean all = earlier.pattern().equals(UrlPattern.ANY);
      if (all || earlier.pattern().toString().equals(pattern)) {
        return earlier;
      }
    }
    return null;
  }

  /// The names of all rules.
  public Set<String> names() {
    return Set.copyOf(scores.keySet());
  }

  @Nullable RuleScore of(@Nullable String name) {
    return name == null ? null : scores.get(name);
  }

  /// Whether it is time to look which later rules would match too.
  boolean isSampleDue() {
    return ++seen % SHADOW_SAMPLE == 0;
  }

  /// Looks which rules behind the one named would have matched too.
  void sample(String name, String uri) {
    boolean behind = false;
    for (RefreshRule rule : rules) {
      if (behind && rule.pattern().matches(uri)) {
        RuleScore score = of(rule.name());
        if (score != null) {
          score.wouldMatch.increment();
        }
      }
      behind |= rule.name().equals(name);
    }
  }

  /// All rules in the order they are tried, the built-in one last.
  public List<RuleRow> rows(Instant now) {
    return rules.stream().map(rule -> row(rule, now)).toList();
  }

  private RuleRow row(RefreshRule rule, Instant now) {
    RuleScore score = scores.getOrDefault(rule.name(), new RuleScore());
    long requests = score.requests.sum();
    String taker = takenBy.get(rule.name());
    boolean unused = requests == 0;
    boolean builtIn = rule.name().equals(RefreshRule.BUILT_IN.name());
    RuleRow.State state =
        !unused
            ? RuleRow.State.USED
            : !builtIn && (taker != null || score.wouldMatch.sum() > 0)
                ? RuleRow.State.SHADOWED
                : RuleRow.State.UNUSED;
    return new RuleRow(
        rule.name(),
        rule.position(),
        rule.pattern().toString(),
        state,
        state == RuleRow.State.SHADOWED ? (taker == null ? "several earlier rules" : taker) : null,
        requests,
        score.hits.sum(),
        share(score.hits.sum(), requests),
        share(score.hitBytes.sum(), score.bytes.sum()),
        share(score.validated.sum(), requests),
        score.staleServed.sum(),
        score.personal.sum(),
        score.savedSeconds(),
        score.ages.median().toSeconds(),
        score.observations(),
        score.changes(),
        score.changesPerDay(),
        score.bytes.sum(),
        Arrays.stream(score.recent.requests(now)).boxed().toList(),
        Arrays.stream(score.recent.hits(now)).boxed().toList());
  }

  private static double share(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
