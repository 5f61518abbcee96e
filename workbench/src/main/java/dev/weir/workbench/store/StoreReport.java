package dev.weir.workbench.store;

import dev.weir.cache.store.StoreInspection;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a directory holds, in words and columns.
final class StoreReport {

  private static final double MEBI = 1 << 20;

  private final StoreInspection store;
  private final PrintWriter out;

  StoreReport(StoreInspection store, PrintWriter out) {
    this.store = store;
    this.out = out;
  }

  /// A line for each figure.
  void statistics() {
    StoreInspection.Summary summary = store.summary();
    row("directory", summary.directory());
    row("segments", summary.files() + " of " + mebi(summary.fileBytes()) + " together");
    row(
        "filled",
        mebi(summary.filledBytes())
            + ", "
            + percent(summary.filledBytes(), summary.fileBytes())
            + ", replaced responses included");
    row("responses", String.format(Locale.ROOT, "%,d", summary.responses()));
    row("content", mebi(summary.contentBytes()));
    for (Map.Entry<Integer, Long> status : new TreeMap<>(summary.statuses()).entrySet()) {
      row("status " + status.getKey(), String.format(Locale.ROOT, "%,d", status.getValue()));
    }
    row("oldest", orNone(summary.oldest()));
    row("newest", orNone(summary.newest()));
  }

  /// A line for each response, in no order.
  void list() {
    store.list(row ->
        out.printf(
            Locale.ROOT,
            "%d %10d %s %s %s%s%n",
            row.status(),
            row.contentBytes(),
            row.stored(),
            orNone(row.expiry()),
            row.uri(),
            row.selecting().isEmpty() ? "" : " " + new TreeMap<>(row.selecting())));
  }

  /// Reads everything; a line for each response that is damaged. Says whether none is.
  boolean verify() {
    StoreInspection.Verification verification = store.verify();
    verification.damage().forEach(out::println);
    out.printf(
        Locale.ROOT,
        "%,d responses are as they were stored, %,d are damaged%n",
        verification.sound(),
        verification.damage().size());
    return verification.damage().isEmpty();
  }

  private void row(String name, String value) {
    out.printf(Locale.ROOT, "%-12s %s%n", name, value);
  }

  private static String orNone(@Nullable Instant instant) {
    return instant == null ? "-" : instant.toString();
  }

  private static String mebi(long octets) {
    return String.format(Locale.ROOT, "%,.1f MiB", octets / MEBI);
  }

  private static String percent(long part, long whole) {
    return String.format(Locale.ROOT, "%.0f %%", whole == 0 ? 0 : 100.0 * part / whole);
  }
}
