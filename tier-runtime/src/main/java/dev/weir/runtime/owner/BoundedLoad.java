package dev.weir.runtime.owner;

import java.util.List;
import java.util.function.ToIntFunction;

/// Keeps a hot owner from being overrun: nobody gets more than 1.25 times its part of what is in
/// flight, what is above that goes to the next in rank (consistent hashing with bounded loads).
public final class BoundedLoad {

  /// What a member may have of the average.
  public static final double FACTOR = 1.25;

  /// What a member may have in any case: below it nobody is overrun, and to spill would only make
  /// two nodes keep what one could.
  public static final int FLOOR = 8;

  private BoundedLoad() {}

  /// The first of `ranked` with room for one exchange more; the very first when nobody has, which
  /// happens only while the counts change under the reader.
  ///
  /// @param ranked the members that may be chosen, at least one
  /// @param inFlight exchanges each has now
  public static <T> T choose(List<T> ranked, ToIntFunction<? super T> inFlight) {
    int most = most(ranked, inFlight);
    for (T member : ranked) {
      if (inFlight.applyAsInt(member) < most) {
        return member;
      }
    }
    return ranked.getFirst();
  }

  /// What one member may have at most, the exchange about to begin included.
  static <T> int most(List<T> members, ToIntFunction<? super T> inFlight) {
    int total = 1;
    for (T member : members) {
      total += inFlight.applyAsInt(member);
    }
    return Math.max(FLOOR, (int) Math.ceil(FACTOR * total / members.size()));
  }
}
