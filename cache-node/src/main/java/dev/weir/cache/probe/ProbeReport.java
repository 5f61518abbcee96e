package dev.weir.cache.probe;

/// What checking hits with the origin has found.
///
/// @param everyMillis one hit in so long is checked, at most; 0 when none are
/// @param checked hits the origin gave an answer about
/// @param outdated of these, how many were another version than it had
/// @param rate share that was outdated, 0 to 1
/// @param low lower end of the 95 % interval of the rate (Wilson), 0 to 1
/// @param high upper end
/// @param undecided hits it gave no answer about: an error, or no validator
public record ProbeReport(
    long everyMillis,
    long checked,
    long outdated,
    double rate,
    double low,
    double high,
    long undecided) {

  /// Nothing is checked.
  public static final ProbeReport OFF = new ProbeReport(0, 0, 0, 0, 0, 1, 0);

  /// Normal quantile of a two-sided interval of 95 %.
  private static final double Z = 1.959_963_984_540_054;

  /// With the rate and its interval (Wilson, Probable Inference, 1927), which holds for few checks
  /// and rates near zero, too.
  static ProbeReport of(long everyMillis, long checked, long outdated, long undecided) {
    if (checked == 0) {
      return new ProbeReport(everyMillis, 0, 0, 0, 0, 1, undecided);
    }
    double rate = (double) outdated / checked;
    double square = Z * Z / checked;
    double middle = (rate + square / 2) / (1 + square);
    double half =
        Z * Math.sqrt(rate * (1 - rate) / checked + square / (4 * checked)) / (1 + square);
    return new ProbeReport(
        everyMillis,
        checked,
        outdated,
        rate,
        Math.max(0, middle - half),
        Math.min(1, middle + half),
        undecided);
  }
}
