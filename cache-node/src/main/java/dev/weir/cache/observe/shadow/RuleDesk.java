package dev.weir.cache.observe.shadow;

import dev.weir.cache.config.NodeConfigException;
import dev.weir.cache.config.RuleFile;
import dev.weir.cache.config.RuleText;
import dev.weir.cache.decide.CachePolicy;
import dev.weir.runtime.admin.AdminAction;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Where an operator tries rules on a running node, puts them in force and takes them back.
///
/// Holds what is in force, what was before, and what is tried. Nothing is written anywhere: after a
/// restart the configuration file counts.
public final class RuleDesk {

  private static final String UNCHANGED =
      " The configuration file is unchanged: after a restart its rules are in force again.";

  private final Consumer<CachePolicy> force;
  private final Consumer<@Nullable Shadow> watch;
  private final InstantSource clock;
  private final int mostGhosts;
  private final ReentrantLock lock = new ReentrantLock();
  private Rules inForce;
  private @Nullable Rules former;
  private @Nullable Shadow shadow;

  /// @param configured the policy of the configuration file
  /// @param force makes the node judge by another policy
  /// @param watch has a candidate hear of every exchange; null for none
  /// @param mostGhosts keys a candidate follows at a time
  public RuleDesk(
      CachePolicy configured,
      Consumer<CachePolicy> force,
      Consumer<@Nullable Shadow> watch,
      int mostGhosts,
      InstantSource clock) {
    this.force = force;
    this.watch = watch;
    this.mostGhosts = mostGhosts;
    this.clock = clock;
    this.inForce =
        new Rules(
            "the configuration file",
            configured,
            configured.rules().stream().map(RuleText::of).toList(),
            clock.instant());
  }

  private record Rules(String name, CachePolicy policy, List<String> lines, Instant since) {

    RuleReport.Rules told() {
      return new RuleReport.Rules(name, time(since), lines);
    }
  }

  /// Begins to try the rules of a text: `name` and `sample` are in the query.
  ///
  /// @throws IllegalArgumentException with every fault of the text
  public RuleReport start(AdminAction.Call call) {
    String name = call.query().getOrDefault("name", "candidate");
    String sample = call.query().get("sample");
    Sampling sampling = sample == null ? Sampling.USUAL : Sampling.of(sample);
    lock.lock();
    try {
      RuleFile rules = RuleFile.parse(name, call.content(), System.getenv(), inForce.policy());
      Shadow begun =
          new Shadow(new Shadow.Candidate(name, sampling, clock.instant()), rules, mostGhosts);
      shadow = begun;
      watch.accept(begun);
      return report("On trial: " + name + ", on " + percent(sampling) + " of the keys." + stays());
    } catch (NodeConfigException e) {
      throw new IllegalArgumentException(String.join("\n", e.faults()), e);
    } finally {
      lock.unlock();
    }
  }

  private String stays() {
    return " In force: " + inForce.name() + ".";
  }

  private static String percent(Sampling sampling) {
    double percent = sampling.share() * 100;
    return percent == Math.rint(percent) ? Math.round(percent) + " %" : percent + " %";
  }

  /// Ends the trial.
  ///
  /// @throws IllegalArgumentException when there is none
  public RuleReport stop() {
    lock.lock();
    try {
      Shadow ended = tried();
      RuleReport last =
          report("Not on trial any more: " + ended.candidate().name() + "." + stays());
      end();
      return last;
    } finally {
      lock.unlock();
    }
  }

  private Shadow tried() {
    Shadow begun = shadow;
    if (begun == null) {
      throw new IllegalArgumentException(
          "no rules are being tried; POST /shadow with the text of a rule file begins");
    }
    return begun;
  }

  private void end() {
    shadow = null;
    watch.accept(null);
  }

  /// Puts what is tried in force, at once and as a whole; the trial ends.
  ///
  /// @throws IllegalArgumentException when nothing is tried
  public RuleReport promote() {
    lock.lock();
    try {
      Shadow ended = tried();
      Rules next =
          new Rules(
              ended.candidate().name(),
              ended.rules().policy(),
              ended.rules().lines(),
              clock.instant());
      former = inForce;
      inForce = next;
      force.accept(next.policy());
      RuleReport last = report("In force now: " + next.name() + "." + UNCHANGED + lasting());
      end();
      return last;
    } finally {
      lock.unlock();
    }
  }

  private static String lasting() {
    return " To make it last, put its lines there in the place of the refresh_pattern lines.";
  }

  /// Puts what was in force before the last promotion in force again; a trial goes on.
  ///
  /// @throws IllegalArgumentException when there was no promotion, or it was taken back
  public RuleReport rollback() {
    lock.lock();
    try {
      Rules before = former;
      if (before == null) {
        throw new IllegalArgumentException(
            "nothing to take back: " + inForce.name() + " is in force, and nothing was before");
      }
      Rules back = new Rules(before.name(), before.policy(), before.lines(), clock.instant());
      inForce = back;
      former = null;
      force.accept(back.policy());
      return report("In force again: " + back.name() + "." + UNCHANGED);
    } finally {
      lock.unlock();
    }
  }

  /// What is in force and what is tried, with the score.
  public RuleReport report() {
    lock.lock();
    try {
      Shadow begun = shadow;
      String tried = begun == null ? "nothing" : begun.candidate().name();
      return report("In force: " + inForce.name() + ". On trial: " + tried + ".");
    } finally {
      lock.unlock();
    }
  }

  private RuleReport report(String says) {
    Shadow begun = shadow;
    Rules before = former;
    return new RuleReport(
        says,
        inForce.told(),
        before == null ? null : before.told(),
        begun == null ? null : trial(begun));
  }

  private static RuleReport.Trial trial(Shadow begun) {
    Shadow.Candidate candidate = begun.candidate();
    return new RuleReport.Trial(
        candidate.name(),
        time(candidate.since()),
        begun.rules().lines(),
        begun.rules().warnings().stream().map(Object::toString).toList(),
        candidate.sampling().share(),
        begun.scoreboard());
  }

  private static String time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
