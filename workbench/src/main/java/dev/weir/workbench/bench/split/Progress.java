package dev.weir.workbench.bench.split;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/// Says how far a run is: one line that is written over on a terminal, a line for each stage
/// elsewhere.
final class Progress {

  /// What the words go to.
  enum Screen {
    TERMINAL,
    FILE
  }

  private static final String CLEAR_LINE = "\r\u001b[2K";
  private static final double NANOS_PER_SECOND = 1e9;

  private final PrintWriter out;
  private final Screen screen;
  private final long started = System.nanoTime();
  private final int steps;
  private int done;
  private String stage = "";

  Progress(PrintWriter out, Screen screen, int steps) {
    this.out = out;
    this.screen = screen;
    this.steps = steps;
  }

  void stage(String words) {
    stage = words;
    if (screen == Screen.FILE) {
      out.printf(Locale.ROOT, "%5.0f s  %s%n", elapsedSeconds(), words);
      out.flush();
    } else {
      show("");
    }
  }

  /// The next step of the stage begins.
  void step(String words) {
    if (screen == Screen.TERMINAL) {
      show(words);
    }
    done++;
  }

  void end() {
    if (screen == Screen.TERMINAL) {
      out.print(CLEAR_LINE);
      out.flush();
    }
  }

  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - started);
  }

  private double elapsedSeconds() {
    return (System.nanoTime() - started) / NANOS_PER_SECOND;
  }

  private void show(String words) {
    int percent = steps == 0 ? 0 : Math.min(100, 100 * done / steps);
    out.printf(
        Locale.ROOT,
        "%s%3d %%  %4.0f s  %s  %s",
        CLEAR_LINE,
        percent,
        elapsedSeconds(),
        stage,
        words);
    out.flush();
  }
}
