package dev.weir.cache.observe.shadow;

import dev.weir.cache.entry.CacheKey;

/// A share of all keys, chosen by hash: a key is in it with all its requests, or not at all.
///
/// @param share more than 0, at most 1
public record Sampling(double share) {

  /// One key in ten.
  public static final Sampling USUAL = new Sampling(0.1);

  private static final double ALL = 1L << 32;
  private static final long LOW = 0xffff_ffffL;

  /// @throws IllegalArgumentException for a share out of range
  public Sampling {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "a sample of " + share * 100 + " % is none; write more than 0% and at most 100%");
    }
  }

  /// Reads `10%`, or `10` for the same.
  ///
  /// @throws IllegalArgumentException when it is no percentage
  public static Sampling of(String percent) {
    String number = percent.endsWith("%") ? percent.substring(0, percent.length() - 1) : percent;
    try {
      return new Sampling(Double.parseDouble(number.strip()) / 100);
    } catch (NumberFormatException _) {
      throw new IllegalArgumentException(
          "a sample of '" + percent + "' is no percentage; write for example 10%");
    }
  }

  /// Whether a key is in the sample. The hash of its text has been worked out by the store already.
  public boolean includes(CacheKey key) {
    long mixed = key.uri().hashCode() * 0x9e37_79b9_7f4a_7c15L;
    return ((mixed >>> 32) & LOW) < share * ALL;
  }
}
