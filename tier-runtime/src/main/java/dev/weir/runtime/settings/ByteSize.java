package dev.weir.runtime.settings;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A number of octets, written `512`, `64KiB`, `8MB`, `2GiB`: `KB` is 1000 octets, `KiB` is 1024.
public record ByteSize(long bytes) implements Comparable<ByteSize> {

  private static final Pattern TEXT = Pattern.compile("(\\d{1,18})\\s*([A-Za-z]*)");

  public ByteSize {
    if (bytes < 0) {
      throw new IllegalArgumentException("a size cannot be negative");
    }
  }

  public static ByteSize ofKib(long kib) {
    return new ByteSize(Math.multiplyExact(kib, 1024L));
  }

  public static ByteSize ofMib(long mib) {
    return ofKib(Math.multiplyExact(mib, 1024L));
  }

  /// @throws IllegalArgumentException when the text is no size
  public static ByteSize parse(String text) {
    Matcher matcher = TEXT.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not a size; write it like 512, 64KiB or 8MB");
    }
    long number = Long.parseLong(matcher.group(1));
    try {
      return new ByteSize(Math.multiplyExact(number, factor(matcher.group(2))));
    } catch (ArithmeticException _) {
      throw new IllegalArgumentException("a size beyond 8 EiB; write a smaller one");
    }
  }

  private static long factor(String unit) {
    return switch (unit.toLowerCase(Locale.ROOT)) {
      case "", "b" -> 1L;
      case "kb" -> 1_000L;
      case "mb" -> 1_000_000L;
      case "gb" -> 1_000_000_000L;
      case "tb" -> 1_000_000_000_000L;
      case "k", "kib" -> 1L << 10;
      case "m", "mib" -> 1L << 20;
      case "g", "gib" -> 1L << 30;
      case "t", "tib" -> 1L << 40;
      default ->
          throw new IllegalArgumentException(
              "unknown unit " + unit + "; use KiB, MiB, GiB, KB, MB or GB");
    };
  }

  /// The value as an `int`, for buffers.
  ///
  /// @throws IllegalArgumentException when it is 2 GiB or more
  public int toInt() {
    if (bytes > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("must be below 2GiB");
    }
    return (int) bytes;
  }

  @Override
  public int compareTo(ByteSize other) {
    return Long.compare(bytes, other.bytes);
  }

  /// The largest binary unit that loses nothing, so that it reads back to the same value.
  @Override
  public String toString() {
    String[] units = {"", "KiB", "MiB", "GiB", "TiB"};
    long value = bytes;
    int unit = 0;
    while (value != 0 && value % 1024 == 0 && unit < units.length - 1) {
      value /= 1024;
      unit++;
    }
    return value + units[unit];
  }
}
