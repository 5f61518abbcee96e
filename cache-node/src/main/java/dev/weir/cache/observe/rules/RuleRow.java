package dev.weir.cache.observe.rules;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One rule with what it does, as `/rules` shows it. Shares are of this rule's requests, 0 to 1.
///
/// @param position `file:line`
/// @param hits answered without asking the origin
/// @param validatedShare answered after the origin said 304
/// @param staleServed used past their lifetime: while revalidating, on errors, offline
/// @param personalRefusals responses not stored because they look like one person's
/// @param originSecondsSaved hits times what a fetch under this rule takes on average
/// @param medianAgeSeconds of stored responses when used
/// @param observations times the origin was heard of again about a URL
/// @param changes how often it said something else than before
/// @param changesPerDay estimated for one URL
/// @param shadowedBy the earlier rule that takes what this one would match; null when none does
/// @param recentRequests of the last 60 minutes, the oldest first
/// @param recentHits likewise
public record RuleRow(
    String name,
    String position,
    String pattern,
    State state,
    @Nullable String shadowedBy,
    long requests,
    long hits,
    double hitShare,
    double byteHitShare,
    double validatedShare,
    long staleServed,
    long personalRefusals,
    double originSecondsSaved,
    long medianAgeSeconds,
    long observations,
    long changes,
    double changesPerDay,
    long bytes,
    List<Long> recentRequests,
    List<Long> recentHits) {

  /// Whether a rule is of any use.
  public enum State {
    /// It decides requests.
    USED,
    /// Nothing has matched it so far.
    UNUSED,
    /// An earlier line takes everything it would match.
    SHADOWED
  }

  /// Copies the lists.
  public RuleRow {
    recentRequests = List.copyOf(recentRequests);
    recentHits = List.copyOf(recentHits);
  }
}
