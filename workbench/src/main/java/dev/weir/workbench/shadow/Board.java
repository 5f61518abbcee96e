package dev.weir.workbench.shadow;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/// The scoreboard of a trial, both sides beside each other.
final class Board {

  private static final String ROW = "%-30s %14s %14s  %s%n";
  private static final int WIDTH = 14;

  private final JsonNode trial;
  private final JsonNode live;
  private final JsonNode candidate;

  /// @param report a node's `/shadow`
  Board(JsonNode report) {
    this.trial = report.path("trial");
    this.live = trial.path("score").path("live");
    this.candidate = trial.path("score").path("candidate");
  }

  void score(PrintWriter out) {
    out.printf(ROW, "", "in force", shortened(trial.path("name").asString("")), "");
    count(out, "requests", "requests");
    share(out, "hit ratio", "hitShare");
    share(out, "byte hit ratio", "byteHitShare");
    change(out, "requests to the origin", "originRequests");
    ofRequests(out, "stale served, at least", "staleAtLeast");
    ofRequests(out, "stale served, at most", "staleAtMost");
    ofRequests(out, "nobody knows yet", "unsettled");
    ofRequests(out, "stale on purpose", "staleOnPurpose");
  }

  private static String shortened(String name) {
    String last = name.substring(name.lastIndexOf('/') + 1);
    return last.length() <= WIDTH ? last : last.substring(0, WIDTH - 1) + "…";
  }

  void keys(PrintWriter out) {
    JsonNode score = trial.path("score");
    out.printf(
        Locale.ROOT,
        "since %s, %,d keys of %s %% followed, %,d at most; %,d gave way, %,d requests missed%n",
        trial.path("since").asString(""),
        score.path("ghosts").asLong(),
        percent(trial.path("sample").asDouble()),
        score.path("mostGhosts").asLong(),
        score.path("evicted").asLong(),
        score.path("missed").asLong());
  }

  private static String percent(double share) {
    double percent = share * 100;
    return percent == Math.rint(percent)
        ? Long.toString(Math.round(percent))
        : String.format(Locale.ROOT, "%.2f", percent);
  }

  private void count(PrintWriter out, String what, String field) {
    out.printf(ROW, what, number(live, field), number(candidate, field), "");
  }

  private static String number(JsonNode side, String field) {
    return String.format(Locale.ROOT, "%,d", side.path(field).asLong());
  }

  private void share(PrintWriter out, String what, String field) {
    double before = live.path(field).asDouble();
    double after = candidate.path(field).asDouble();
    String points = String.format(Locale.ROOT, "%+.1f pt", (after - before) * 100);
    out.printf(ROW, what, percentage(before, 1), percentage(after, 1), points);
  }

  private static String percentage(double share, int digits) {
    return String.format(Locale.ROOT, "%." + digits + "f %%", share * 100);
  }

  private void change(PrintWriter out, String what, String field) {
    long before = live.path(field).asLong();
    long after = candidate.path(field).asLong();
    String change =
        before == 0
            ? ""
            : String.format(Locale.ROOT, "%+.1f %%", (after - before) * 100.0 / before);
    out.printf(ROW, what, number(live, field), number(candidate, field), change);
  }

  private void ofRequests(PrintWriter out, String what, String field) {
    List<String> shares =
        List.of(live, candidate).stream()
            .map(side ->
                percentage(
                    side.path(field).asDouble() / Math.max(1, side.path("requests").asLong()), 2))
            .toList();
    out.printf(ROW, what, shares.getFirst(), shares.getLast(), "");
  }
}
