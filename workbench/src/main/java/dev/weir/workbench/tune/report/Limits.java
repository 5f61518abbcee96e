package dev.weir.workbench.tune.report;

import dev.weir.workbench.tune.replay.Outcome;
import java.util.ArrayList;
import java.util.List;

/// What a log cannot know, in sentences that belong beside its figures.
public final class Limits {

  private Limits() {}

  /// The limits that hold for what was replayed.
  public static List<String> of(Outcome outcome, long cacheBytes) {
    Outcome.Knowledge log = outcome.knowledge();
    List<String> limits = new ArrayList<>();
    limits.add(
        "The same requests are assumed to come. Browsers that may keep an answer longer would ask"
            + " less often.");
    aboutChanges(log, limits);
    limits.add(
        "Transfers broken off look like other sizes. A smaller size followed by the old one is"
            + " taken for such, and not for a change.");
    if (log.silent() > 0) {
      limits.add(
          Format.percent(log.silent(), log.sightings())
              + " of the lines were answered by a cache or broke off and prove nothing about the"
              + " origin: they widen the bounds of what was stale.");
    } else {
      limits.add(
          "The log is taken for one of the origin, or of a proxy that asked it every time. If a"
              + " cache stood in between, changes are seen late.");
    }
    limits.add(
        "Variants of one URL (Vary), cookies and credentials are known from Weir's JSON log only;"
            + " ranges are served from what is stored whole.");
    if (cacheBytes == Long.MAX_VALUE) {
      limits.add("The store is unbounded; bound it with --cache-size.");
    }
    if (log.weight() > 1) {
      limits.add(
          "There were more URLs than --max-urls: one in "
              + log.weight()
              + " was followed and stands for the others.");
    }
    return limits;
  }

  private static void aboutChanges(Outcome.Knowledge log, List<String> limits) {
    if (log.withValidator() == 0) {
      limits.add(
          "The log names no validators and no lifetimes: changes are told from sizes seen twice"
              + " running, a change that keeps the size is missed, and percentages of"
              + " refresh_pattern have nothing to work on. Weir's own JSON log has all that.");
    } else if (log.withValidator() < log.sightings()) {
      limits.add(
          Format.percent(log.withValidator(), log.sightings())
              + " of the lines name a validator; elsewhere changes are told from sizes.");
    }
  }
}
