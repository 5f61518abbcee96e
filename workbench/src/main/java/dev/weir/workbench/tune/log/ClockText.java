package dev.weir.workbench.tune.log;

import java.time.LocalDate;

/// Reads times as logs write them. Remembers the day read last: neighbouring lines share it, and
/// nothing else of a time is more than arithmetic.
final class ClockText {

  private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
  private static final long DAY_MILLIS = 86_400_000;

  private long knownDay = -1;
  private long knownDayMillis;

  /// `17/May/2015:10:05:03 +0000` in milliseconds since 1970; -1 when it is not written so.
  long common(Line line, int start, int end) {
    if (end - start < 20 || line.octets[start + 11] != ':') {
      return -1;
    }
    long day = line.number(start, start + 2);
    int month = month(line, start + 3);
    long year = line.number(start + 7, start + 11);
    long midnight = midnight(year, month, day);
    long time = timeOfDay(line, start + 12);
    if (midnight < 0 || time < 0) {
      return -1;
    }
    return midnight + time - zone(line, start + 20, end);
  }

  /// `2026-11-20T10:05:03.123456Z` in milliseconds since 1970; -1 when it is not written so.
  long iso(Line line, int start, int end) {
    if (end - start < 20 || line.octets[start + 10] != 'T' || line.octets[end - 1] != 'Z') {
      return -1;
    }
    long midnight =
        midnight(
            line.number(start, start + 4),
            (int) line.number(start + 5, start + 7),
            line.number(start + 8, start + 10));
    long time = timeOfDay(line, start + 11);
    if (midnight < 0 || time < 0) {
      return -1;
    }
    return midnight + time + fraction(line, start + 19, end - 1);
  }

  private static long fraction(Line line, int start, int end) {
    if (start >= end || line.octets[start] != '.') {
      return 0;
    }
    long millis = 0;
    for (int i = 0; i < 3; i++) {
      int at = start + 1 + i;
      millis = millis * 10 + (at < end ? line.octets[at] - '0' : 0);
    }
    return millis;
  }

  private static int month(Line line, int start) {
    for (int i = 0; i < 12; i++) {
      if (line.startsWith(MONTHS.substring(i * 3, i * 3 + 3), start)) {
        return i + 1;
      }
    }
    return -1;
  }

  private static long timeOfDay(Line line, int start) {
    long hours = line.number(start, start + 2);
    long minutes = line.number(start + 3, start + 5);
    long seconds = line.number(start + 6, start + 8);
    boolean sane = hours >= 0 && hours < 24 && minutes >= 0 && minutes < 60 && seconds >= 0;
    return sane && seconds <= 60 ? (hours * 3600 + minutes * 60 + seconds) * 1000 : -1;
  }

  /// ` +0130`; nothing is UTC.
  private static long zone(Line line, int start, int end) {
    if (end - start < 6) {
      return 0;
    }
    long hours = line.number(start + 2, start + 4);
    long minutes = line.number(start + 4, start + 6);
    long millis = (Math.max(0, hours) * 60 + Math.max(0, minutes)) * 60_000;
    return line.octets[start + 1] == '-' ? -millis : millis;
  }

  private long midnight(long year, int month, long day) {
    long packed = (year << 16) | ((long) month << 8) | day;
    if (packed != knownDay) {
      if (year < 1970 || month < 1 || month > 12 || day < 1 || day > 31) {
        return -1;
      }
      knownDay = packed;
      // The 31st of a short month is the first of the next: lines are not refused for that.
      knownDayMillis = (LocalDate.of((int) year, month, 1).toEpochDay() + day - 1) * DAY_MILLIS;
    }
    return knownDayMillis;
  }
}
