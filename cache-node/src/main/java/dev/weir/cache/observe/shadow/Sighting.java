package dev.weir.cache.observe.shadow;

import dev.weir.cache.decide.RequestFacts;
import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.entry.StoredFacts;
import dev.weir.http.FieldSource;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One answered request of a sampled key, in what the candidate has to know of it.
///
/// @param place of the key, and of the variant where there are several
/// @param at when the request arrived
/// @param octets sent to the client
/// @param live what the rules in force made of it
/// @param kept whether it is in the store afterwards, as far as rules and sizes say
/// @param said what the answer is judged by, null when there was none from cache or origin
/// @param fields of the answer, null likewise
/// @param version a number that tells versions of the content apart; 0 when nothing does
record Sighting(
    long place,
    CacheKey key,
    RequestFacts request,
    Instant at,
    long octets,
    Live live,
    Keeping kept,
    @Nullable StoredFacts said,
    @Nullable FieldSource fields,
    long version) {

  /// What the rules in force made of a request.
  enum Live {
    /// Answered from the store.
    HIT,
    /// Answered past its lifetime, and validated meanwhile.
    STALE_MEANWHILE,
    /// Answered past its lifetime because the origin failed.
    STALE_ON_ERROR,
    /// Answered with what was being fetched for somebody else.
    JOINED,
    /// Sent on, while a stored answer was there.
    VALIDATED,
    /// Sent on, and nothing was stored.
    MISSED,
    /// Answered by another cache.
    FROM_SIBLING,
    /// Nobody was to be asked.
    REFUSED;

    /// Whether the origin, or a parent, was asked now.
    boolean asked() {
      return this == VALIDATED || this == MISSED || this == STALE_ON_ERROR;
    }
  }

  /// Whether an answer can be stored.
  enum Keeping {
    /// It is.
    STORED,
    /// The rules in force did not want it.
    RULED_OUT,
    /// It came cut, is too large, or is kept elsewhere: no rule could change that.
    IMPOSSIBLE
  }

  /// Whether an answer that came from upstream just now says what is there now.
  boolean isNews() {
    return said != null && (live == Live.VALIDATED || live == Live.MISSED) && !isFailure();
  }

  /// Whether the origin was asked and did not answer well.
  boolean isFailure() {
    return live == Live.STALE_ON_ERROR || (live.asked() && (said == null || said.status() >= 500));
  }
}
