package dev.weir.workbench.bench.page;

import java.util.Locale;

/// Numbers as people read them.
final class Figures {

  private static final double MILLI = 1000;
  private static final double MIB = 1 << 20;

  private Figures() {}

  /// Two significant digits at least, no more decimals than mean something.
  static String number(double value) {
    double size = Math.abs(value);
    if (size >= 100) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    return String.format(Locale.ROOT, size >= 10 ? "%.0f" : "%.1f", value);
  }

  static String micros(double micros) {
    if (micros >= MILLI * MILLI) {
      return number(micros / MILLI / MILLI) + " s";
    }
    return micros >= MILLI ? number(micros / MILLI) + " ms" : number(micros) + " µs";
  }

  static String mebibytes(double octets) {
    return number(octets / MIB) + " MiB";
  }

  static String percent(double part) {
    double percent = part * 100;
    boolean nearTheEnd = percent > 99 && percent < 100;
    return String.format(Locale.ROOT, nearTheEnd ? "%.1f %%" : "%.0f %%", percent);
  }

  static String hundredths(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  /// `p99.9`.
  static String percentile(double percent) {
    return percent == Math.rint(percent) ? "p" + (int) percent : "p" + percent;
  }

  /// `4.3`, as in 4.3 times.
  static String times(double ratio) {
    return String.format(Locale.ROOT, ratio >= 10 ? "%.0f" : "%.1f", ratio);
  }
}
