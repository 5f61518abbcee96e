package dev.weir.workbench.tune.suggest;

import java.util.Arrays;
import java.util.List;

/// Shares one budget of stale answers among classes of URLs so that the hits are most: the
/// multiple-choice knapsack, exact up to the unit the budget is counted in.
final class Allocation {

  /// Finer than this nobody notices.
  private static final int MOST_UNITS = 2_000;

  private static final long IMPOSSIBLE = Long.MIN_VALUE / 2;

  private Allocation() {}

  /// What a choice brings and costs.
  record Offer(long hits, long stale) {}

  /// The choice for each class; of equal ones the first.
  ///
  /// @param offers for each class the choices there are; one of them costs nothing
  static int[] of(List<List<Offer>> offers, long budget) {
    long unit = Math.max(1, (budget + MOST_UNITS - 1) / MOST_UNITS);
    int units = (int) (budget / unit);
    long[] best = new long[units + 1];
    int[][] taken = new int[offers.size()][units + 1];
    for (int i = 0; i < offers.size(); i++) {
      best = extended(best, offers.get(i), unit, taken[i]);
    }
    int[] choices = new int[offers.size()];
    int left = units;
    for (int i = offers.size() - 1; i >= 0; i--) {
      choices[i] = taken[i][left];
      left -= cost(offers.get(i).get(choices[i]), unit);
    }
    return choices;
  }

  private static long[] extended(long[] before, List<Offer> offers, long unit, int[] taken) {
    long[] after = new long[before.length];
    Arrays.fill(after, IMPOSSIBLE);
    for (int room = 0; room < before.length; room++) {
      for (int choice = 0; choice < offers.size(); choice++) {
        int cost = cost(offers.get(choice), unit);
        if (cost <= room && before[room - cost] + offers.get(choice).hits() > after[room]) {
          after[room] = before[room - cost] + offers.get(choice).hits();
          taken[room] = choice;
        }
      }
    }
    return after;
  }

  private static int cost(Offer offer, long unit) {
    return (int) Math.min(Integer.MAX_VALUE, (offer.stale() + unit - 1) / unit);
  }
}
