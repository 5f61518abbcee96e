package dev.weir.workbench.tune.report;

import dev.weir.workbench.tune.replay.Figures;
import dev.weir.workbench.tune.replay.Mover;
import dev.weir.workbench.tune.replay.Outcome;
import dev.weir.workbench.tune.replay.RuleResult;
import dev.weir.workbench.tune.replay.RuleSetResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A report as one page that needs nothing else: style and plots are inside, no script.
public final class HtmlReport {

  private final Report report;
  private final Outcome outcome;
  private final StringBuilder page = new StringBuilder(1 << 16);

  public HtmlReport(Report report) {
    this.report = report;
    this.outcome = report.outcome();
  }

  /// The whole document.
  public String text() {
    String title = "Replay of " + String.join(", ", report.logs());
    page.append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
        .append("<meta name=\"color-scheme\" content=\"light dark\"><title>")
        .append(Html.text(title))
        .append("</title><style>")
        .append(style())
        .append("</style></head><body><main>");
    head(title);
    cards();
    comparison();
    plots();
    outcome.ruleSets().forEach(this::rules);
    movers();
    limits();
    return page.append("</main></body></html>\n").toString();
  }

  private static String style() {
    try (InputStream in = HtmlReport.class.getResourceAsStream("report.css")) {
      if (in == null) {
        throw new IllegalStateException("report.css is missing from the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("report.css cannot be read", e);
    }
  }

  private void head(String title) {
    Outcome.Knowledge log = outcome.knowledge();
    page.append("<header><h1>").append(Html.text(title)).append("</h1><p class=\"sub\">");
    page.append(Format.count(report.lines())).append(" lines, ");
    page.append(Format.minute(log.firstMillis())).append(" to ");
    page.append(Format.minute(log.lastMillis())).append(" UTC, ");
    page.append(Format.count((long) log.urls() * log.weight())).append(" URLs, ");
    page.append(Format.count(report.notUnderstood())).append(" lines not understood</p></header>");
  }

  /// One card per rule set, coloured as in the plots.
  private void cards() {
    page.append("<section class=\"cards\" aria-label=\"Rule sets at a glance\">");
    List<RuleSetResult> sets = outcome.ruleSets();
    for (int i = 0; i < sets.size(); i++) {
      RuleSetResult set = sets.get(i);
      Figures all = set.all();
      page.append("<article class=\"card s").append(i % Plots.COLOURS).append("\"><h2>");
      page.append(Html.text(set.name())).append("</h2><p class=\"big\">");
      page.append(Format.percent(all.hitRatio())).append("<small> hits</small></p><p>");
      page.append(Format.count(all.originRequests())).append(" origin requests</p><p>stale ");
      page.append(Format.percent(all.staleShareAtLeast())).append(" to ");
      page.append(Format.percent(all.staleShareAtMost())).append("</p></article>");
    }
    page.append("</section>");
  }

  private void comparison() {
    page.append("<section><h2>Side by side</h2><div class=\"scroll\"><table><thead><tr><th></th>");
    List<RuleSetResult> sets = outcome.ruleSets();
    for (int i = 0; i < sets.size(); i++) {
      page.append("<th scope=\"col\">").append(Html.text(sets.get(i).name())).append("</th>");
      page.append(i == 0 ? "" : "<th scope=\"col\">change</th>");
    }
    page.append("</tr></thead><tbody>");
    for (Measure measure : Measure.ALL) {
      page.append("<tr><th scope=\"row\"").append(measure.isPart() ? " class=\"part\">" : ">");
      page.append(measure.title().strip()).append("</th>");
      for (int i = 0; i < sets.size(); i++) {
        cell(measure.text(sets.get(i)));
        if (i > 0) {
          page.append("<td class=\"change\">");
          page.append(measure.change(sets.getFirst(), sets.get(i))).append("</td>");
        }
      }
      page.append("</tr>");
    }
    page.append("</tbody></table></div></section>");
  }

  private void plots() {
    Plots plots = new Plots(outcome.ruleSets());
    page.append("<section><h2>Hits</h2>").append(plots.hits()).append("</section>");
    page.append("<section><h2>Stale answers served</h2>").append(plots.stale());
    page.append("<p class=\"note\">Solid: proven by the log. Pale: possible.</p></section>");
    page.append("<section><h2>Requests to the origin</h2>").append(plots.origin());
    page.append("</section>");
  }

  private void rules(RuleSetResult set) {
    page.append("<section><h2>Rules of ").append(Html.text(set.name())).append("</h2>");
    page.append("<div class=\"scroll\"><table><thead><tr>");
    for (String title :
        List.of("rule", "requests", "hit", "byte hit", "304", "origin", "stale ≥", "stale ≤")) {
      page.append("<th scope=\"col\">").append(title).append("</th>");
    }
    page.append("</tr></thead><tbody>");
    for (RuleResult rule : set.rules()) {
      Figures figures = rule.figures();
      page.append("<tr><th scope=\"row\"><code>").append(Html.text(rule.pattern()));
      page.append("</code><span class=\"where\">").append(Html.text(rule.position()));
      page.append("</span></th>");
      cell(Format.count(figures.requests()));
      cell(Format.percent(figures.hitRatio()));
      cell(Format.percent(figures.byteHitRatio()));
      cell(Format.count(figures.validated()));
      cell(Format.count(figures.originRequests()));
      cell(Format.percent(figures.staleShareAtLeast()));
      cell(Format.percent(figures.staleShareAtMost()));
      page.append("</tr>");
    }
    page.append("</tbody></table></div></section>");
  }

  private void movers() {
    if (outcome.movers().isEmpty()) {
      return;
    }
    page.append(
        "<section><h2>URLs that move most</h2><p class=\"note\">Requests to the origin.</p>");
    page.append("<div class=\"scroll\"><table><thead><tr><th scope=\"col\">URL</th>");
    for (RuleSetResult set : outcome.ruleSets()) {
      page.append("<th scope=\"col\">").append(Html.text(set.name())).append("</th>");
    }
    page.append("</tr></thead><tbody>");
    for (Mover mover : outcome.movers()) {
      page.append("<tr><th scope=\"row\" class=\"uri\">").append(Html.text(mover.uri()));
      page.append("</th>");
      mover.originRequests().forEach(count -> cell(Format.count(count)));
      page.append("</tr>");
    }
    page.append("</tbody></table></div></section>");
  }

  private void limits() {
    page.append("<section><h2>What this log cannot know</h2><ul>");
    report.limits().forEach(limit -> page.append("<li>").append(Html.text(limit)).append("</li>"));
    page.append("</ul></section>");
  }

  private void cell(String text) {
    page.append("<td>").append(text).append("</td>");
  }
}
