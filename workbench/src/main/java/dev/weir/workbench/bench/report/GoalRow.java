package dev.weir.workbench.bench.report;

import java.util.Locale;

/// A line of the table: what was measured, and what it is to be.
///
/// @param reached whether it is that
/// @param remark what else is worth knowing, empty when nothing
public record GoalRow(String what, String measured, String wanted, boolean reached, String remark) {

  /// Without a remark.
  public GoalRow(String what, String measured, String wanted, boolean reached) {
    this(what, measured, wanted, reached, "");
  }

  /// A figure that is to be no higher.
  public static GoalRow atMost(String what, double measured, double wanted, String unit) {
    return new GoalRow(
        what, number(measured, unit), "<= " + number(wanted, unit), measured <= wanted);
  }

  /// A figure that is to be no lower.
  public static GoalRow atLeast(String what, double measured, double wanted, String unit) {
    return new GoalRow(
        what, number(measured, unit), ">= " + number(wanted, unit), measured >= wanted);
  }

  /// Something that is no requirement, beside what is.
  public static GoalRow remark(String what, String measured) {
    return new GoalRow(what, measured, "", true);
  }

  private static String number(double value, String unit) {
    String digits =
        value >= 100
            ? String.format(Locale.ROOT, "%,.0f", value)
            : String.format(Locale.ROOT, "%.3f", value);
    return unit.isEmpty() ? digits : digits + " " + unit;
  }

  /// In columns.
  public String text() {
    return String.format(
            Locale.ROOT,
            "%-52s %14s  %-14s %-8s%s",
            what,
            measured,
            wanted,
            wanted.isEmpty() ? "" : reached ? "reached" : "SHORT",
            remark)
        .stripTrailing();
  }
}
