package dev.weir.workbench.tune.report;

import dev.weir.workbench.tune.replay.RuleSetResult;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// A row of the comparison: how one figure of a rule set is worked out, written, and compared.
///
/// @param title indented when it is part of the row above
record Measure(String title, Kind kind, ToDoubleFunction<RuleSetResult> value) {

  /// All rows in their order.
  static final List<Measure> ALL =
      List.of(
          new Measure("hit ratio", Kind.SHARE, result -> result.all().hitRatio()),
          new Measure(
              "  of GETs answered 200 or 304", Kind.SHARE, result -> result.pages().hitRatio()),
          new Measure("byte hit ratio", Kind.SHARE, result -> result.all().byteHitRatio()),
          new Measure("validated, 304", Kind.COUNT, result -> result.all().validated()),
          new Measure("origin requests", Kind.COUNT, result -> result.all().originRequests()),
          new Measure("  per minute, mean", Kind.RATE, result -> result.origin().mean()),
          new Measure("  per minute, worst", Kind.COUNT, result -> result.origin().worst()),
          new Measure("origin bytes", Kind.BYTES, result -> result.all().originBytes()),
          new Measure(
              "stale served, at least", Kind.SHARE, result -> result.all().staleShareAtLeast()),
          new Measure(
              "stale served, at most", Kind.SHARE, result -> result.all().staleShareAtMost()),
          new Measure(
              "past its lifetime on purpose", Kind.COUNT, result -> result.all().staleOnPurpose()),
          new Measure("not kept, looks personal", Kind.COUNT, result -> result.all().personal()),
          new Measure(
              "not kept, larger than the store takes",
              Kind.COUNT,
              result -> result.all().tooLarge()));

  /// How a figure is written.
  enum Kind {
    SHARE,
    COUNT,
    RATE,
    BYTES
  }

  boolean isPart() {
    return title.startsWith(" ");
  }

  String text(RuleSetResult result) {
    double figure = value.applyAsDouble(result);
    return switch (kind) {
      case SHARE -> Format.percent(figure);
      case COUNT -> Format.count((long) figure);
      case RATE -> Format.decimal(figure);
      case BYTES -> Format.bytes((long) figure);
    };
  }

  /// How the second differs from the first; empty when it does not.
  String change(RuleSetResult from, RuleSetResult to) {
    double before = value.applyAsDouble(from);
    double after = value.applyAsDouble(to);
    if (before == after) {
      return "";
    }
    return kind == Kind.SHARE ? Format.points(after - before) : Format.change(before, after);
  }
}
