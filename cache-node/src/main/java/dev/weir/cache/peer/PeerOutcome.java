package dev.weir.cache.peer;

/// What came of asking the siblings about a URL.
public sealed interface PeerOutcome {

  /// This sibling says it has a fresh copy. A hint, not a promise: fetch with `only-if-cached`.
  record Hit(Peer peer) implements PeerOutcome {}

  /// Every sibling that was asked answered, none has a copy.
  record Missed() implements PeerOutcome {}

  /// At least one sibling did not answer in time, none of the others has a copy.
  record TimedOut() implements PeerOutcome {}

  /// No living sibling may be asked about this URL, or too many questions are out already.
  record NobodyToAsk() implements PeerOutcome {}
}
