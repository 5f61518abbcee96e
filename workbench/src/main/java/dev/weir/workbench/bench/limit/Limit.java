package dev.weir.workbench.bench.limit;

import java.io.IOException;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/// The most that something may take.
///
/// - `most`: in `unit`.
public record Limit(String name, Unit unit, double most, Trial trial) {

  /// What it is measured in.
  public enum Unit {
    SECONDS("%.2f s"),
    /// Of 1,000,000 octets.
    MEGABYTES("%.0f MB");

    private final String format;

    Unit(String format) {
      this.format = format;
    }

    String words(double value) {
      return String.format(Locale.ROOT, format, value);
    }
  }

  /// Measures it, if that can be done here.
  ///
  /// @param ended asked after a failure: whether it comes of the end of the whole run
  /// @throws InterruptedException if it does
  public Finding measure(Launcher launcher, BooleanSupplier ended) throws InterruptedException {
    try {
      String obstacle = trial.obstacle(launcher);
      return obstacle == null
          ? new Finding.Measured(this, trial.run(launcher))
          : new Finding.Skipped(this, obstacle);
    } catch (IOException e) {
      if (ended.getAsBoolean()) {
        throw new InterruptedException();
      }
      return new Finding.Failed(this, String.valueOf(e.getMessage()));
    }
  }
}
