package dev.weir.cache.deliver;

import dev.weir.cache.exchange.ClientExchange;
import dev.weir.cache.forward.Answer;
import dev.weir.http.HttpDate;
import dev.weir.http.representation.ByteRange;
import dev.weir.http.representation.ByteRanges;
import dev.weir.http.representation.ContentRange;
import dev.weir.http.representation.Preconditions;
import dev.weir.http.representation.Validators;
import java.time.Instant;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;

/// The one range a client wants of a whole response that is arriving (RFC 9110 §14.2).
///
/// @param completeLength of the whole, in octets
record ArrivingRange(ByteRange range, long completeLength) {

  /// Null when the whole is to be sent: no range is wanted, or several, or none there is, or the
  /// length is not known yet.
  static @Nullable ArrivingRange of(ClientExchange exchange, Answer answer) {
    String wanted = exchange.fields().combined("Range");
    long length = answer.response().fields().getLongField(HttpHeader.CONTENT_LENGTH);
    if (wanted == null || length < 1 || answer.status() != 200 || exchange.isHead()) {
      return null;
    }
    ByteRanges ranges = applies(exchange, answer) ? ByteRanges.parse(wanted) : null;
    List<ByteRange> parts = ranges == null ? List.of() : ranges.resolve(length);
    return parts.size() == 1 ? new ArrivingRange(parts.getFirst(), length) : null;
  }

  private static boolean applies(ClientExchange exchange, Answer answer) {
    String line = answer.fields().first("Date");
    Instant date = line == null ? null : HttpDate.parse(line);
    return Preconditions.rangeApplies(
        exchange.fields(),
        Validators.of(answer.fields()),
        date == null ? answer.responseTime() : date);
  }

  /// The value of Content-Range.
  String contentRange() {
    return ContentRange.of(range, completeLength).toString();
  }
}
