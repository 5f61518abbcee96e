package dev.weir.workbench.bench.page;

import dev.weir.workbench.bench.report.Report;
import dev.weir.workbench.bench.report.Report.Completeness;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The page of one report of `weir bench split`: the finding first, then the drawings that show it,
/// then every figure, then how it was measured.
public final class SplitPage {

  private static final int WIDE = 880;
  private static final int NARROW = 340;
  private static final String KEY =
      "<span class=\"key-off\">a new connection for each request</span> or"
          + " <span class=\"key-on\">connections that are kept</span>.";
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final Report report;
  private final SplitFigures figures;
  private final Findings findings;

  public SplitPage(Report report) {
    this.report = report;
    Split split = new Split(report);
    figures = new SplitFigures(split);
    findings = new Findings(split);
  }

  public String markup() {
    return """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8"/>
    <meta name="viewport" content="width=device-width, initial-scale=1"/>
    <meta name="color-scheme" content="light dark"/>
    <title>%s</title>
    <style>
    %s</style>
    </head>
    <body>
    <main>
    %s%s%s</main>
    </body>
    </html>
    """
        .formatted(Markup.escaped(findings.headline()), style(), head(), drawings(), background());
  }

  private String head() {
    StringBuilder head = new StringBuilder();
    head.append(
        "<header><p class=\"kicker\">weir bench split</p><h1>%s</h1><p class=\"by\">%s</p></header>\n"
            .formatted(Markup.escaped(findings.headline()), Markup.escaped(origin())));
    if (report.completeness() == Completeness.PARTIAL) {
      head.append("<p class=\"note\">This run was ended early; what follows is what it had.</p>\n");
    }
    report
        .notes()
        .forEach(note ->
            head.append("<p class=\"note\">").append(Markup.escaped(note)).append("</p>\n"));
    List<Findings.Finding> found = findings.all();
    if (!found.isEmpty()) {
      head.append("<ul class=\"findings\">\n");
      found.forEach(finding ->
          head.append(
              "<li><b>%s</b> <span>%s</span></li>\n"
                  .formatted(Markup.escaped(finding.figure()), Markup.escaped(finding.words()))));
      head.append("</ul>\n");
    }
    return head.toString();
  }

  private String origin() {
    return "%s · %s, %d cores · commit %s · %s"
        .formatted(
            DAY.format(report.started()),
            report.machine().cpu(),
            report.machine().cores(),
            report.machine().commit(),
            report.kind());
  }

  private String drawings() {
    return costs() + connections() + curves() + rest();
  }

  private String costs() {
    StringBuilder all = new StringBuilder();
    all.append(
        bars(
            "CPU time of one page view",
            "A page and its thirty pictures, all server processes together: "
                + tier("edge")
                + ", "
                + tier("node")
                + ", "
                + tier("app")
                + ". Clients keep their connections, upstream every request opens a new one; the"
                + " thin line spans all rounds.",
            figures.cpu()));
    all.append(
        bars(
            "Page views a second, at most",
            "A dozen visitors at once, each making room for the next; the load generator takes its"
                + " share of the same cores.",
            figures.capacity()));
    return all.toString();
  }

  private String connections() {
    StringBuilder all = new StringBuilder();
    all.append(
        dumbbells(
            "Connections upstream",
            "CPU time of one request over all tiers, with " + KEY,
            figures.upstreamKeepAlive()));
    all.append(
        dumbbells(
            "Connections of clients",
            "The same question at the front door: "
                + KEY
                + " Upstream connections are new for"
                + " each request.",
            figures.clientKeepAlive()));
    return all.toString();
  }

  private String rest() {
    StringBuilder all = new StringBuilder();
    all.append(
        bars(
            "Requests the application never sees",
            "Part of all requests answered by the tiers in front of it.",
            figures.saved()));
    all.append(slow());
    all.append(
        bars(
            "Memory",
            "Of the processes each case goes through, shared pages counted once: "
                + tier("edge")
                + ", "
                + tier("node")
                + ", "
                + tier("app")
                + ".",
            figures.memory()));
    return all.toString();
  }

  private String curves() {
    List<Curves.Curve> times = figures.times();
    if (times.isEmpty()) {
      return "";
    }
    Curves curves = new Curves("Time of a page view over percentiles", times);
    return figure(
        "How long a page view takes",
        "From when it was due to the end of its last picture, at a fixed rate that does not wait"
            + " for the server; both scales logarithmic.",
        curves.markup(WIDE, 190),
        curves.narrowMarkup(NARROW));
  }

  private String slow() {
    if (figures.slowWorkers().isEmpty()) {
      return "";
    }
    return bars(
            "Slow visitors: workers they hold",
            "While visitors behind slow lines download originals of several megabytes.",
            figures.slowWorkers())
        + bars(
            "Slow visitors: what the others wait",
            "Median time of a page view of everybody else meanwhile.",
            figures.slowOthers());
  }

  private String background() {
    return new Background(report).markup();
  }

  private static String bars(String title, String words, List<Bars.Row> rows) {
    if (rows.isEmpty()) {
      return "";
    }
    Bars bars = new Bars(title, rows);
    return figure(title, words, bars.markup(WIDE), bars.markup(NARROW));
  }

  private static String dumbbells(String title, String words, List<Dumbbells.Row> rows) {
    if (rows.isEmpty()) {
      return "";
    }
    Dumbbells pairs = new Dumbbells(title, rows);
    return figure(title, words, pairs.markup(WIDE), pairs.markup(NARROW));
  }

  private static String figure(String title, String words, String wide, String narrow) {
    return """
    <section>
    <h2>%s</h2>
    <p class="lead">%s</p>
    <div class="on-wide">%s</div>
    <div class="on-narrow">%s</div>
    </section>
    """
        .formatted(title, words, wide, narrow);
  }

  private static String tier(String name) {
    return "<span class=\"tier ink-"
        + name
        + "\">"
        + (name.equals("node") ? "cache nodes" : name)
        + "</span>";
  }

  private static String style() {
    try (InputStream css = SplitPage.class.getResourceAsStream("page.css")) {
      if (css == null) {
        throw new IllegalStateException("page.css is not on the class path");
      }
      return new String(css.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .collect(Collectors.joining("\n", "", "\n"));
    } catch (IOException e) {
      throw new IllegalStateException("page.css cannot be read", e);
    }
  }
}
