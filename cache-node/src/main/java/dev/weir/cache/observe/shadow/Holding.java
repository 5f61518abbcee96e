package dev.weir.cache.observe.shadow;

/// Which version one set of rules holds of a key, and the answers from it nobody can judge yet.
///
/// A version is known when the origin said it at the moment it was fetched. What only the candidate
/// would have fetched was never really asked for: it is whatever the origin had then, which shows,
/// or does not, when the origin is heard of again.
final class Holding {

  private final Tally tally;
  private Knowledge knowledge = Knowledge.KNOWN;
  private long version;
  private int doubtful;

  private enum Knowledge {
    /// The version is known.
    KNOWN,
    /// Fetched since the origin was last heard of.
    UNHEARD,
    /// Fetched between two words of the origin that differ: one of both.
    EITHER
  }

  Holding(Tally tally) {
    this.tally = tally;
  }

  Tally tally() {
    return tally;
  }

  /// Holds what the origin said.
  void holds(long known) {
    version = known;
    knowledge = Knowledge.KNOWN;
  }

  /// Holds what the origin would have said.
  void holdsUnheard() {
    knowledge = Knowledge.UNHEARD;
  }

  /// An answer from what is held.
  ///
  /// @param current the version the origin was last heard to have
  /// @param heardNow whether it was heard together with this request
  void answered(long current, boolean heardNow) {
    switch (knowledge) {
      case KNOWN -> known(current, heardNow);
      case UNHEARD -> doubt();
      case EITHER -> tally.perhapsStale();
    }
  }

  private void known(long current, boolean heardNow) {
    if (version != current) {
      tally.stale();
    } else if (!heardNow) {
      doubt();
    }
  }

  private void doubt() {
    doubtful++;
    tally.doubtful();
  }

  /// The origin was heard to have the version it had before.
  void settleUnchanged(long current) {
    tally.unchanged(doubtful);
    doubtful = 0;
    if (knowledge == Knowledge.UNHEARD) {
      holds(current);
    }
  }

  /// The origin was heard to have another version.
  void settleChanged() {
    tally.changed(doubtful);
    doubtful = 0;
    if (knowledge == Knowledge.UNHEARD) {
      knowledge = Knowledge.EITHER;
    }
  }
}
