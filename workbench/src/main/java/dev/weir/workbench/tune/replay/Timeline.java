package dev.weir.workbench.tune.replay;

/// A count per minute, without gaps.
public final class Timeline {

  private final long startMillis;
  private final int[] perMinute;

  Timeline(long startMillis, int[] perMinute) {
    this.startMillis = startMillis;
    this.perMinute = perMinute;
  }

  /// When the first minute began, in milliseconds since 1970.
  public long startMillis() {
    return startMillis;
  }

  /// How many minutes there are.
  public int minutes() {
    return perMinute.length;
  }

  /// The largest count of a minute.
  public int worst() {
    int worst = 0;
    for (int count : perMinute) {
      worst = Math.max(worst, count);
    }
    return worst;
  }

  /// The mean of all minutes.
  public double mean() {
    return perMinute.length == 0 ? 0 : (double) sum(0, perMinute.length) / perMinute.length;
  }

  /// The sum of some minutes.
  public long sum(int from, int to) {
    long sum = 0;
    for (int i = from; i < Math.min(to, perMinute.length); i++) {
      sum += perMinute[i];
    }
    return sum;
  }
}
