package dev.weir.workbench.tune.report;

import dev.weir.workbench.tune.replay.Figures;
import dev.weir.workbench.tune.replay.Mover;
import dev.weir.workbench.tune.replay.Outcome;
import dev.weir.workbench.tune.replay.RuleResult;
import dev.weir.workbench.tune.replay.RuleSetResult;
import java.util.ArrayList;
import java.util.List;

/// A report for the terminal.
public final class TextReport {

  private static final int MOVERS = 10;
  private static final int URI_WIDTH = 72;

  private final Report report;
  private final Outcome outcome;

  public TextReport(Report report) {
    this.report = report;
    this.outcome = report.outcome();
  }

  /// All of it, with a line end.
  public String text() {
    StringBuilder text = new StringBuilder(head()).append('\n');
    text.append(comparison()).append('\n');
    for (RuleSetResult result : outcome.ruleSets()) {
      text.append(rules(result)).append('\n');
    }
    if (!outcome.movers().isEmpty()) {
      text.append(movers()).append('\n');
    }
    text.append("What this log cannot know:\n");
    report.limits().forEach(limit -> text.append("  - ").append(limit).append('\n'));
    return text.toString();
  }

  private String head() {
    Outcome.Knowledge log = outcome.knowledge();
    return Format.count(report.lines())
        + " lines of "
        + String.join(", ", report.logs())
        + ", "
        + Format.minute(log.firstMillis())
        + " to "
        + Format.minute(log.lastMillis())
        + " UTC, "
        + Format.count((long) log.urls() * log.weight())
        + " URLs, "
        + Format.count(report.notUnderstood())
        + " lines not understood\n";
  }

  private String comparison() {
    TextTable table = new TextTable();
    List<RuleSetResult> sets = outcome.ruleSets();
    List<String> titles = new ArrayList<>(List.of("", sets.getFirst().name()));
    for (RuleSetResult result : sets.subList(1, sets.size())) {
      titles.add(result.name());
      titles.add("");
    }
    table.row(titles);
    for (Measure measure : Measure.ALL) {
      List<String> row = new ArrayList<>(List.of(measure.title(), measure.text(sets.getFirst())));
      for (RuleSetResult result : sets.subList(1, sets.size())) {
        row.add(measure.text(result));
        row.add(measure.change(sets.getFirst(), result));
      }
      table.row(row);
    }
    return table.text();
  }

  private static String rules(RuleSetResult result) {
    TextTable table = new TextTable();
    table.row(
        List.of(
            "rules of " + result.name(),
            "requests",
            "hit",
            "byte hit",
            "304",
            "origin",
            "stale, at least",
            "at most"));
    for (RuleResult rule : result.rules()) {
      Figures figures = rule.figures();
      table.row(
          List.of(
              rule.position() + " " + rule.pattern(),
              Format.count(figures.requests()),
              Format.percent(figures.hitRatio()),
              Format.percent(figures.byteHitRatio()),
              Format.count(figures.validated()),
              Format.count(figures.originRequests()),
              Format.percent(figures.staleShareAtLeast()),
              Format.percent(figures.staleShareAtMost())));
    }
    return table.text();
  }

  private String movers() {
    TextTable table = new TextTable();
    List<String> titles = new ArrayList<>(List.of("URLs that move most: origin requests"));
    outcome.ruleSets().forEach(result -> titles.add(result.name()));
    table.row(titles);
    for (Mover mover : outcome.movers().stream().limit(MOVERS).toList()) {
      List<String> row = new ArrayList<>(List.of("  " + shortened(mover.uri())));
      mover.originRequests().forEach(count -> row.add(Format.count(count)));
      table.row(row);
    }
    return table.text();
  }

  private static String shortened(String uri) {
    return uri.length() <= URI_WIDTH ? uri : uri.substring(0, URI_WIDTH - 1) + "…";
  }
}
