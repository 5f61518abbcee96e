package dev.weir.workbench.tune.suggest;

import dev.weir.workbench.tune.replay.UrlScore;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// How far a figure may be off because other URLs might have been asked for: the bootstrap over
/// URLs, from a fixed seed, so that the same log gives the same answer.
final class Confidence {

  private static final int RESAMPLES = 400;
  private static final long SEED = 20_150_517;
  private static final double TAIL = 0.025;

  private Confidence() {}

  /// The middle 95 % of resamples.
  record Interval(double low, double high) {}

  /// Of the hit ratio.
  static Interval hits(List<UrlScore> scores) {
    return resampled(scores.size(), i -> scores.get(i).hits(), i -> scores.get(i).requests());
  }

  /// Of the share of stale answers.
  static Interval stale(List<UrlScore> scores) {
    return resampled(scores.size(), i -> scores.get(i).stale(), i -> scores.get(i).requests());
  }

  /// Of the difference of two hit ratios over the same URLs.
  static Interval gain(List<UrlScore> from, List<UrlScore> to) {
    return resampled(
        from.size(), i -> to.get(i).hits() - from.get(i).hits(), i -> from.get(i).requests());
  }

  private interface PerUrl {
    long at(int url);
  }

  private static Interval resampled(int urls, PerUrl part, PerUrl whole) {
    SplittableRandom random = new SplittableRandom(SEED);
    double[] ratios = new double[RESAMPLES];
    for (int round = 0; round < RESAMPLES; round++) {
      long parts = 0;
      long wholes = 0;
      for (int i = 0; i < urls; i++) {
        int url = random.nextInt(urls);
        parts += part.at(url);
        wholes += whole.at(url);
      }
      ratios[round] = wholes == 0 ? 0 : (double) parts / wholes;
    }
    Arrays.sort(ratios);
    return new Interval(
        ratios[(int) (RESAMPLES * TAIL)], ratios[(int) (RESAMPLES * (1 - TAIL)) - 1]);
  }
}
