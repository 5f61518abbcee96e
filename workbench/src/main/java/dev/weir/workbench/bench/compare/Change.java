package dev.weir.workbench.bench.compare;

/// What became of one figure.
///
/// - `before`, `after`: medians; `ratio` is their quotient.
/// - `limit`: the quotient from which on it is called worse.
public record Change(
    String name, double before, double after, double ratio, double limit, Verdict verdict) {

  /// Beyond noise or not.
  public enum Verdict {
    SAME,
    WORSE,
    BETTER
  }

  public boolean worse() {
    return verdict == Verdict.WORSE;
  }
}
