package dev.weir.runtime.owner;

/// How many nodes keep a key: one, and for a hot key one more for every [#PER_REPLICA] requests a
/// second, so that no owner has to answer for a whole site.
public final class Replicas {

  /// Requests a second that one node answers for one key before another keeps it too.
  public static final int PER_REPLICA = 500;

  private Replicas() {}

  /// @param heat requests a second for the key
  /// @param members nodes there are
  public static int of(int heat, int members) {
    return Math.clamp(1 + heat / PER_REPLICA, 1, Math.max(1, members));
  }
}
