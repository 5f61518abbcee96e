package dev.weir.cache.store;

import org.jspecify.annotations.Nullable;

/// Which key goes when room is needed: the CLOCK algorithm. Keys stand in a ring; a hand goes
/// round, passes those used since it last came by, and stops at the first that was not. Newcomers
/// are placed behind the hand, to be asked last.
///
/// Not safe for use by several threads; the store's lock guards it.
final class SecondChance {

  /// Nobody who stores something waits for the hand to go round a ring of which all is in use.
  private static final int MOST_CHANCES = 256;

  private @Nullable Residence hand;

  void add(Residence residence) {
    if (hand == null) {
      residence.previous = residence;
      residence.next = residence;
      hand = residence;
      return;
    }
    residence.next = hand;
    residence.previous = hand.previous;
    hand.previous.next = residence;
    hand.previous = residence;
  }

  void remove(Residence residence) {
    if (residence == hand) {
      hand = residence.next == residence ? null : residence.next;
    }
    residence.previous.next = residence.next;
    residence.next.previous = residence.previous;
    residence.previous = residence;
    residence.next = residence;
  }

  /// The key to evict, still in the ring; null when the ring is empty.
  @Nullable Residence victim() {
    Residence candidate = hand;
    if (candidate == null) {
      return null;
    }
    for (int chances = 0; chances < MOST_CHANCES && candidate.takeChance(); chances++) {
      candidate = candidate.next;
    }
    hand = candidate;
    return candidate;
  }
}
