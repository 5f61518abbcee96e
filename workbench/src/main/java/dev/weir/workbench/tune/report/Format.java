package dev.weir.workbench.tune.report;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Numbers as people read them.
final class Format {

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("d MMM yyyy HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};

  private Format() {}

  static String percent(long part, long whole) {
    return percent(whole == 0 ? 0 : (double) part / whole);
  }

  /// With a second decimal below one percent.
  static String percent(double share) {
    double percent = share * 100;
    boolean small = percent != 0 && Math.abs(percent) < 1;
    return String.format(Locale.ROOT, small ? "%.2f %%" : "%.1f %%", percent);
  }

  /// The difference of two shares, in points.
  static String points(double difference) {
    double points = difference * 100;
    boolean small = points != 0 && Math.abs(points) < 1;
    return String.format(Locale.ROOT, small ? "%+.2f pt" : "%+.1f pt", points);
  }

  static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  static String bytes(long octets) {
    double value = octets;
    int unit = 0;
    while (value >= 1024 && unit < UNITS.length - 1) {
      value /= 1024;
      unit++;
    }
    return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", value, UNITS[unit]);
  }

  static String decimal(double value) {
    return String.format(Locale.ROOT, "%,.1f", value);
  }

  /// The relative change from one count to another.
  static String change(double from, double to) {
    return from == 0 ? "" : String.format(Locale.ROOT, "%+.1f %%", (to - from) * 100 / from);
  }

  static String minute(long millis) {
    return MINUTE.format(Instant.ofEpochMilli(millis));
  }
}
