package dev.weir.workbench.bench.store;

import java.util.Locale;

/// A line of the table: what was measured, and what it is to be.
///
/// @param reached whether it is that
/// @param remark what else is worth knowing, empty when nothing
record Row(String what, String measured, String wanted, boolean reached, String remark) {

  Row(String what, String measured, String wanted, boolean reached) {
    this(what, measured, wanted, reached, "");
  }

  static Row atMost(String what, double measured, double wanted, String unit) {
    return new Row(what, number(measured, unit), "<= " + number(wanted, unit), measured <= wanted);
  }

  static Row atLeast(String what, double measured, double wanted, String unit) {
    return new Row(what, number(measured, unit), ">= " + number(wanted, unit), measured >= wanted);
  }

  /// Something that is no requirement, beside what is.
  static Row remark(String what, String measured) {
    return new Row(what, measured, "", true);
  }

  private static String number(double value, String unit) {
    String digits =
        value >= 100
            ? String.format(Locale.ROOT, "%,.0f", value)
            : String.format(Locale.ROOT, "%.3f", value);
    return unit.isEmpty() ? digits : digits + " " + unit;
  }

  /// In columns.
  String text() {
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
