package dev.weir.cache.exchange;

import dev.weir.cache.decide.Reason;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What the node did for one request, as its log and counters tell it.
///
/// @param reason why, null when nothing was decided
/// @param rule name of the `refresh_pattern` that applied, null when none was looked up
/// @param cacheStatus this node's member of Cache-Status (RFC 9211), empty when the answer bears
///   none
/// @param upstreamElapsed from asking upstream to its response head, null when nobody was asked
public record Account(
    ResultTag tag,
    @Nullable Reason reason,
    @Nullable String rule,
    Hierarchy hierarchy,
    String cacheStatus,
    @Nullable Duration upstreamElapsed) {

  /// The node refused, without looking at what it stores.
  public static final Account REFUSED =
      new Account(ResultTag.NONE_NONE, null, null, Hierarchy.NONE, "", null);

  /// An answer from the store.
  public static Account stored(ResultTag tag, Reason reason, String rule, String cacheStatus) {
    return new Account(tag, reason, rule, Hierarchy.NONE, cacheStatus, null);
  }

  /// The same with another tag.
  public Account tagged(ResultTag other) {
    return new Account(other, reason, rule, hierarchy, cacheStatus, upstreamElapsed);
  }
}
