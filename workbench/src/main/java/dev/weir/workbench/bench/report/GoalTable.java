package dev.weir.workbench.bench.report;

import java.io.PrintWriter;
import java.util.List;

/// Goals told as they are measured, and at last how many are not reached.
public final class GoalTable {

  private final PrintWriter out;
  private long lacking;

  public GoalTable(PrintWriter out) {
    this.out = out;
  }

  public void tell(List<GoalRow> rows) {
    for (GoalRow row : rows) {
      out.println(row.text());
      lacking += row.reached() ? 0 : 1;
    }
    out.flush();
  }

  /// Tells how many of all are not reached, and returns it.
  public long end() {
    out.println(lacking == 0 ? "all reached" : lacking + " not reached");
    out.flush();
    return lacking;
  }
}
