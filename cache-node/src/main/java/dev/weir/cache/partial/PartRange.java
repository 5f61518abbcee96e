package dev.weir.cache.partial;

import dev.weir.http.FieldSource;
import dev.weir.http.representation.ByteRange;
import dev.weir.http.representation.ByteRanges;
import dev.weir.http.representation.ContentRange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which octets of how many a 206 brings (RFC 9110 §15.3.7.1).
public record PartRange(ByteRange range, long completeLength) {

  /// What the head of a 206 says of itself; null when it cannot be kept: several ranges, another
  /// unit, or a representation of unknown length.
  public static @Nullable PartRange of(FieldSource response) {
    List<String> lines = response.lines("content-range");
    ContentRange stated = lines.size() == 1 ? ContentRange.parse(lines.getFirst().strip()) : null;
    if (stated == null || stated.range() == null || stated.completeLength() == null) {
      return null;
    }
    return new PartRange(stated.range(), stated.completeLength());
  }

  /// This range if it is as long as the content that came with it; null when the two contradict
  /// each other in a way that leaves it open which octets they are.
  ///
  /// One contradiction is resolved: an origin that counts the end one too far, last octet and
  /// length alike. Where the request was for the last n octets and n came, their number is beyond
  /// doubt, and the range that begins where stated and ends with them is taken for the one meant.
  public @Nullable PartRange fitting(long contentOctets, FieldSource request) {
    if (contentOctets == range.length()) {
      return this;
    }
    boolean isOneTooFar =
        contentOctets > 0
            && contentOctets == range.length() - 1
            && range.last() == completeLength - 1
            && contentOctets == suffixAsked(request);
    return isOneTooFar
        ? new PartRange(new ByteRange(range.first(), range.last() - 1), completeLength - 1)
        : null;
  }

  private static long suffixAsked(FieldSource request) {
    String wanted = request.combined("range");
    ByteRanges ranges = wanted == null ? null : ByteRanges.parse(wanted);
    if (ranges == null || ranges.specs().size() != 1) {
      return -1;
    }
    ByteRanges.Spec sole = ranges.specs().getFirst();
    return sole.first() < 0 ? sole.last() : -1;
  }
}
