package dev.weir.workbench.bench.page;

import dev.weir.workbench.bench.report.Report;
import dev.weir.workbench.bench.report.Slice;
import dev.weir.workbench.bench.report.Summary;
import java.util.Map;
import java.util.TreeMap;

/// The end of the page: every figure, how it was measured, on what, with which files.
final class Background {

  private static final String METHOD =
      "Every tier is a process of its own and stays up for the whole run; one edge holds all cases"
          + " and tells them apart by Host. Each round measures every case once, so that a slow"
          + " change of the machine meets all of them. In a slice, page views begin at times drawn"
          + " beforehand (a Poisson process): the generator does not wait for the server, and time"
          + " counts from when a view was due, so that a stall is seen in all requests it held up."
          + " A visitor is a new one for every view, asks for the page, then for its pictures over"
          + " at most six connections. CPU time is user and system time of the processes a case"
          + " goes through, divided by the requests answered. Figures are medians over the rounds,"
          + " ± is half the distance between the lowest and the highest.";

  private final Report report;

  Background(Report report) {
    this.report = report;
  }

  String markup() {
    return """
    <section>
    <h2>Every case</h2>
    %s</section>
    <section class="method">
    <h2>How it was measured</h2>
    <p>%s</p>
    <dl>
    %s</dl>
    %s</section>
    """
        .formatted(new FullTable(report.cases()).markup(), METHOD, facts(), files());
  }

  private String facts() {
    Map<String, String> facts = new TreeMap<>(report.settings());
    facts.put("CPU", report.machine().cpu() + ", " + report.machine().cores() + " cores");
    facts.put("CPU time from", report.machine().cpuTime());
    facts.put("Java", report.machine().java());
    facts.put("Weir", report.machine().weir() + ", commit " + report.machine().commit());
    facts.put("memory", Figures.mebibytes((double) report.machine().memory()));
    facts.put("other work", conditions());
    facts.put("run", Figures.number(report.seconds()) + " s");
    facts.put("system", report.machine().system());
    StringBuilder list = new StringBuilder();
    facts.forEach((name, value) ->
        list.append(
            "<dt>%s</dt><dd>%s</dd>\n".formatted(Markup.escaped(name), Markup.escaped(value))));
    return list.toString();
  }

  private String conditions() {
    double[] foreign =
        report.cases().stream()
            .flatMap(result -> result.slices().stream())
            .map(Slice::conditions)
            .mapToDouble(conditions -> conditions.foreignCores() + conditions.stolenCores())
            .toArray();
    Summary all = Summary.of(foreign);
    return "%s cores (%s to %s)"
        .formatted(
            Figures.hundredths(all.median()),
            Figures.hundredths(all.lowest()),
            Figures.hundredths(all.highest()));
  }

  private String files() {
    StringBuilder all = new StringBuilder();
    new TreeMap<>(report.files())
        .forEach((name, text) ->
            all.append(
                "<details><summary>%s</summary><pre>%s</pre></details>\n"
                    .formatted(Markup.escaped(name), Markup.escaped(text))));
    return all.toString();
  }
}
