package dev.weir.http.representation;

import dev.weir.http.EntityTag;
import dev.weir.http.EntityTagList;
import dev.weir.http.FieldSource;
import dev.weir.http.HttpDate;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The conditions a request sets, weighed in the order of RFC 9110 §13.2.2.
public final class Preconditions {

  private Preconditions() {}

  /// What the conditions make of the request.
  public enum Outcome {
    /// Do what the method says.
    PROCEED,
    /// Answer 304: what the client holds is current.
    NOT_MODIFIED,
    /// Answer 412.
    FAILED
  }

  /// For a request whose answer would be 2xx without conditions. Malformed dates set no condition
  /// (§13.1.3, §13.1.4).
  public static Outcome evaluate(String method, FieldSource request, Validators current) {
    EntityTagList ifMatch = EntityTagList.of(request, "If-Match");
    if (ifMatch != null) {
      if (!ifMatch.strongMatches(current.etag())) {
        return Outcome.FAILED;
      }
    } else if (isModifiedSince(request.combined("If-Unmodified-Since"), current) == Answer.YES) {
      return Outcome.FAILED;
    }
    boolean reads = method.equals("GET") || method.equals("HEAD");
    EntityTagList ifNoneMatch = EntityTagList.of(request, "If-None-Match");
    if (ifNoneMatch != null) {
      if (ifNoneMatch.weakMatches(current.etag())) {
        return reads ? Outcome.NOT_MODIFIED : Outcome.FAILED;
      }
      return Outcome.PROCEED;
    }
    boolean notModified =
        reads && isModifiedSince(request.combined("If-Modified-Since"), current) == Answer.NO;
    return notModified ? Outcome.NOT_MODIFIED : Outcome.PROCEED;
  }

  /// Whether `Range` counts: true without `If-Range`, or if it states the current strong validator
  /// (§13.1.5).
  ///
  /// A date is strong only if it is older than the response by a second (§8.8.2.2), hence `date`,
  /// that of the response.
  public static boolean rangeApplies(FieldSource request, Validators current, Instant date) {
    String ifRange = request.combined("If-Range");
    if (ifRange == null) {
      return true;
    }
    EntityTag tag = EntityTag.parse(ifRange);
    if (tag != null) {
      return current.etag() != null && tag.strongMatches(current.etag());
    }
    Instant lastModified = current.lastModified();
    Instant stated = HttpDate.parse(ifRange);
    return lastModified != null
        && lastModified.equals(stated)
        && !lastModified.plusSeconds(1).isAfter(date);
  }

  private enum Answer {
    YES,
    NO,
    NOT_ASKED
  }

  private static Answer isModifiedSince(@Nullable String since, Validators current) {
    Instant lastModified = current.lastModified();
    Instant instant = since == null ? null : HttpDate.parse(since);
    if (instant == null || lastModified == null) {
      return Answer.NOT_ASKED;
    }
    return lastModified.isAfter(instant) ? Answer.YES : Answer.NO;
  }
}
