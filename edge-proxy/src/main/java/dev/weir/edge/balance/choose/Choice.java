package dev.weir.edge.balance.choose;

/// Which of a group's servers is to answer, and why that one.
public sealed interface Choice {

  /// @param index position in the list that was chosen from
  record Chosen(int index, Why why) implements Choice {}

  record None(WhyNot why) implements Choice {}

  /// Why this server.
  enum Why {
    IN_TURN,
    /// Those before it in turn are down, full, or have been tried for this request.
    NEXT_USABLE,
    /// It was down long enough.
    TRIAL,
    /// All are down; to refuse would be certain failure, this one has had the most time to come
    /// back.
    LEAST_RECENTLY_FAILED
  }

  /// Why no server.
  enum WhyNot {
    /// No address is known: the names of the group have never resolved.
    NO_ADDRESS,
    /// Every server left has as many exchanges in flight as it may have.
    ALL_FULL,
    /// Every server has been tried for this request.
    ALL_TRIED
  }
}
