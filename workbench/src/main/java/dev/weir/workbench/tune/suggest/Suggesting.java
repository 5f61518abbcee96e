package dev.weir.workbench.tune.suggest;

import dev.weir.cache.config.NodeConfigException;
import dev.weir.cache.config.NodeConfigFile;
import dev.weir.cache.decide.CachePolicy;
import dev.weir.workbench.tune.log.Sighting;
import dev.weir.workbench.tune.log.UrlTable;
import dev.weir.workbench.tune.replay.Outcome;
import dev.weir.workbench.tune.replay.Replay;
import dev.weir.workbench.tune.replay.RuleSet;
import dev.weir.workbench.tune.replay.RuleSetResult;
import dev.weir.workbench.tune.replay.UrlScore;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Finds the lifetimes that bring most hits within a budget of stale answers.
///
/// The log is read three times: for the classes of URLs worth a rule; its first half under every
/// lifetime at once; its second half, from an empty cache, under what was found. In an unbounded
/// cache classes do not touch each other, so what a class does under a lifetime does not depend on
/// the lifetimes of others, and one replay per lifetime is enough to know all combinations.
public final class Suggesting {

  private static final String NODE =
      "http_port 0 accel defaultsite=site\ncache_peer 127.0.0.1 parent 80 0 originserver no-query\n";

  private final Source log;
  private final double budget;
  private final @Nullable RuleSet current;
  private final int mostUrls;

  /// A log that can be read several times.
  @FunctionalInterface
  public interface Source {
    /// Passes all lines on.
    void read(UrlTable urls, Consumer<Sighting> to) throws IOException;
  }

  /// @param budget share of requests that may be answered with something outdated
  /// @param current rules to be better than; null for none
  public Suggesting(Source log, double budget, @Nullable RuleSet current, int mostUrls) {
    this.log = log;
    this.budget = budget;
    this.current = current;
    this.mostUrls = mostUrls;
  }

  /// Looks for it.
  public Suggestion suggest() throws IOException {
    Survey survey = new Survey();
    log.read(new UrlTable(mostUrls, _ -> {}), survey::count);
    long half = survey.lines() / 2;
    List<UrlClass> classes = survey.classes();
    List<Duration> lifetimes = Lifetimes.within(survey.spanMillis() / 2);
    Outcome trained = trained(classes, lifetimes, half);
    long allowed = (long) (budget * trained.ruleSets().getFirst().all().requests());
    Proposal proposal = best(classes, lifetimes, trained, allowed);
    Duration uniform = bestUniform(lifetimes, trained, allowed);
    return scored(proposal, uniform, half, survey.lines());
  }

  private Outcome trained(List<UrlClass> classes, List<Duration> lifetimes, long half)
      throws IOException {
    List<RuleSet> sets = new ArrayList<>();
    for (Duration lifetime : lifetimes) {
      String text = Lifetimes.text(lifetime);
      sets.add(
          rules(
              text,
              classes.stream()
                  .map(urls -> "refresh_pattern " + urls.pattern() + " " + text + " 0% " + text)
                  .toList()));
    }
    return replayed(sets, 0, half).finish();
  }

  private Replay replayed(List<RuleSet> sets, long from, long to) throws IOException {
    Replay replay = new Replay(sets, Long.MAX_VALUE, mostUrls);
    long[] number = {0};
    log.read(
        replay.urls(),
        line -> {
          if (number[0] >= from && number[0] < to) {
            replay.accept(line);
          }
          number[0]++;
        });
    return replay;
  }

  private static Proposal best(
      List<UrlClass> classes, List<Duration> lifetimes, Outcome trained, long allowed) {
    List<List<Allocation.Offer>> offers = new ArrayList<>();
    for (int i = 0; i < classes.size(); i++) {
      List<Allocation.Offer> choices = new ArrayList<>();
      for (RuleSetResult set : trained.ruleSets()) {
        var figures = set.rules().get(i).figures();
        choices.add(new Allocation.Offer(figures.hits(), figures.staleAtLeast()));
      }
      offers.add(choices);
    }
    int[] choices = Allocation.of(offers, allowed);
    simplify(choices, classes, offers);
    Map<UrlClass, Duration> chosen = new LinkedHashMap<>();
    for (int i = 0; i < classes.size(); i++) {
      chosen.put(classes.get(i), lifetimes.get(choices[i]));
    }
    return new Proposal(chosen);
  }

  /// What lives as well with the lifetime of its kind, or of everything else, needs none of its
  /// own.
  private static void simplify(
      int[] choices, List<UrlClass> classes, List<List<Allocation.Offer>> offers) {
    int rest = classes.size() - 1;
    for (int i = rest; i >= 0; i--) {
      int kind = classes.indexOf(UrlClass.all(classes.get(i).kind()));
      choices[i] = asGood(offers.get(i), choices[i], choices[rest]);
      choices[i] = kind < 0 ? choices[i] : asGood(offers.get(i), choices[i], choices[kind]);
    }
  }

  private static int asGood(List<Allocation.Offer> offers, int chosen, int other) {
    Allocation.Offer one = offers.get(chosen);
    Allocation.Offer two = offers.get(other);
    return two.hits() >= one.hits() && two.stale() <= one.stale() ? other : chosen;
  }

  private static Duration bestUniform(List<Duration> lifetimes, Outcome trained, long allowed) {
    Duration best = lifetimes.getFirst();
    long most = -1;
    for (int i = 0; i < lifetimes.size(); i++) {
      var all = trained.ruleSets().get(i).all();
      if (all.staleAtLeast() <= allowed && all.hits() > most) {
        most = all.hits();
        best = lifetimes.get(i);
      }
    }
    return best;
  }

  private Suggestion scored(Proposal proposal, Duration uniform, long half, long lines)
      throws IOException {
    List<RuleSet> sets = new ArrayList<>();
    sets.add(rules("suggested", proposal.rules()));
    sets.add(rules("one lifetime", Proposal.uniform(uniform).rules()));
    if (current != null) {
      sets.add(current);
    }
    Replay replay = replayed(sets, half, lines);
    List<RuleSetResult> results = replay.finish().ruleSets();
    boolean overCurrent =
        current != null && results.get(2).all().hits() > results.get(1).all().hits();
    int rival = overCurrent ? 2 : 1;
    Confidence.Interval gain = Confidence.gain(replay.scores(rival), replay.scores(0));
    return new Suggestion(
        half,
        lines - half,
        proposal,
        uniform,
        scored(results.getFirst(), replay.scores(0)),
        scored(results.get(1), replay.scores(1)),
        current == null ? null : scored(results.get(2), replay.scores(2)),
        new Suggestion.Gain(
            results.get(rival).name(),
            results.getFirst().all().hitRatio() - results.get(rival).all().hitRatio(),
            gain.low(),
            gain.high()));
  }

  private static Suggestion.Scored scored(RuleSetResult result, List<UrlScore> scores) {
    Confidence.Interval hits = Confidence.hits(scores);
    Confidence.Interval stale = Confidence.stale(scores);
    return new Suggestion.Scored(result, hits.low(), hits.high(), stale.low(), stale.high());
  }

  /// A rule set in the dialect, read as the node would, with everything else as it is now.
  private RuleSet rules(String name, List<String> lines) {
    try {
      CachePolicy own =
          NodeConfigFile.parse("suggested", NODE + String.join("\n", lines) + "\n", Map.of())
              .policy();
      CachePolicy base = current == null ? own : current.policy();
      return new RuleSet(
          name,
          new CachePolicy(
              base.mode(),
              own.rules(),
              base.minimumExpiryTime(),
              base.maxStale(),
              base.negativeTtl(),
              base.options(),
              base.targets(),
              base.keys()),
          current == null ? Long.MAX_VALUE : current.largestBytes());
    } catch (NodeConfigException e) {
      throw new IllegalStateException("rules of our own making are wrong", e);
    }
  }
}
