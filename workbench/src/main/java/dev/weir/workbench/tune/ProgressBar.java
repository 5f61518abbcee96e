package dev.weir.workbench.tune;

import java.io.Console;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/// A bar on a terminal; silent elsewhere.
final class ProgressBar {

  private static final int WIDTH = 40;

  private final PrintWriter out;
  private final boolean visible;
  private int shown = -1;

  private ProgressBar(PrintWriter out, boolean visible) {
    this.out = out;
    this.visible = visible;
  }

  /// On standard error if a person is looking at it.
  static ProgressBar on(PrintWriter out) {
    return new ProgressBar(out, isTerminal(System.console()));
  }

  private static boolean isTerminal(@Nullable Console console) {
    return console != null && console.isTerminal();
  }

  /// Shows how much is done.
  void show(long done, long all) {
    int percent = all == 0 ? 100 : (int) Math.min(100, done * 100 / all);
    if (!visible || percent == shown) {
      return;
    }
    shown = percent;
    int filled = percent * WIDTH / 100;
    out.print("\r[" + "#".repeat(filled) + " ".repeat(WIDTH - filled) + "] " + percent + " %");
    out.flush();
  }

  /// Takes the bar away.
  void clear() {
    if (visible && shown >= 0) {
      out.print("\r" + " ".repeat(WIDTH + 10) + "\r");
      out.flush();
      shown = -1;
    }
  }
}
