package dev.weir.cache.peer;

import org.jspecify.annotations.Nullable;

/// What came of asking the peers about a URL.
public sealed interface PeerOutcome {

  /// This peer says it has a fresh copy. A hint, not a promise: a sibling is asked with
  /// `only-if-cached`.
  record Hit(Peer peer) implements PeerOutcome {}

  /// Every peer that was asked answered, none has a copy.
  ///
  /// @param parent the one whose answer came soonest, by its weight; null when none said MISS
  record Missed(@Nullable Peer parent) implements PeerOutcome {

    /// No parent was asked.
    public Missed() {
      this(null);
    }
  }

  /// At least one peer did not answer in time, none of the others has a copy.
  ///
  /// @param parent as for [Missed]
  record TimedOut(@Nullable Peer parent) implements PeerOutcome {

    /// No parent answered.
    public TimedOut() {
      this(null);
    }
  }

  /// No living peer may be asked about this URL, or too many questions are out already.
  record NobodyToAsk() implements PeerOutcome {}
}
