package dev.weir.runtime.owner;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/// Weighted rendezvous hashing: every member has a score for every key, and the highest owns it.
///
/// Each member gets its share by weight, and when one comes or goes no key moves between the
/// others. Who shares members, names and weights comes to the same order, without talking to each
/// other. About 20 ns per member and key. Immutable.
public final class Rendezvous<T> {

  private static final long ODD = 0x9e37_79b9_7f4a_7c15L;

  /// 2⁻⁵³: the top 53 bits of a hash as a number in (0, 1).
  private static final double UNIT = 0x1p-53;

  private record Slot<T>(T member, String name, long hash, double weight) {}

  private record Scored<T>(Slot<T> slot, double score) {}

  private final List<Slot<T>> slots;

  private Rendezvous(List<Slot<T>> slots) {
    this.slots = List.copyOf(slots);
  }

  /// Members of equal weight.
  ///
  /// @param name the identity of a member, the same for everybody who asks
  public static <T> Rendezvous<T> of(List<T> members, Function<? super T, String> name) {
    return of(members, name, _ -> 1);
  }

  /// @param name the identity of a member, the same for everybody who asks
  /// @param weight the share of a member against the others', at least 1
  public static <T> Rendezvous<T> of(
      List<T> members, Function<? super T, String> name, Function<? super T, Integer> weight) {
    List<Slot<T>> slots = new ArrayList<>(members.size());
    for (T member : members) {
      String its = name.apply(member);
      slots.add(new Slot<>(member, its, hash(its), Math.max(1, weight.apply(member))));
    }
    return new Rendezvous<>(slots);
  }

  /// All members, the owner of `key` first, then those who stand in for it, in their order.
  public List<T> ranked(String key) {
    long keyHash = hash(key);
    List<Scored<T>> scored = new ArrayList<>(slots.size());
    for (Slot<T> slot : slots) {
      scored.add(new Scored<>(slot, score(slot, keyHash)));
    }
    // Names settle what would be a draw, so that the order of the members never counts.
    scored.sort(
        Comparator.<Scored<T>>comparingDouble(Scored::score)
            .reversed()
            .thenComparing(one -> one.slot().name()));
    List<T> ranked = new ArrayList<>(scored.size());
    scored.forEach(one -> ranked.add(one.slot().member()));
    return ranked;
  }

  /// How many members there are.
  public int size() {
    return slots.size();
  }

  /// With u uniform in (0, 1), -w / ln u is greatest for a member with the probability w / Σw.
  private static <T> double score(Slot<T> slot, long keyHash) {
    double uniform = ((mixed(keyHash ^ slot.hash()) >>> 11) + 0.5) * UNIT;
    return -slot.weight() / Math.log(uniform);
  }

  private static long hash(String text) {
    long hash = text.length();
    for (int i = 0; i < text.length(); i++) {
      hash = Long.rotateLeft((hash ^ text.charAt(i)) * ODD, 29);
    }
    return mixed(hash);
  }

  /// The finalizer of splitmix64: every bit of the input changes half of the output's.
  private static long mixed(long hash) {
    long mixed = (hash ^ hash >>> 30) * 0xbf58_476d_1ce4_e5b9L;
    mixed = (mixed ^ mixed >>> 27) * 0x94d0_49bb_1331_11ebL;
    return mixed ^ mixed >>> 31;
  }
}
