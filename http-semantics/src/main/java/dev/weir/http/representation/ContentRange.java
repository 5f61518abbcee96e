package dev.weir.http.representation;

import org.jspecify.annotations.Nullable;

/// The value of `Content-Range`: which part of how much (RFC 9110 §14.4).
///
/// A null range is that of a 416; a null length is one the sender did not know.
public record ContentRange(@Nullable ByteRange range, @Nullable Long completeLength) {

  private static final String UNIT = "bytes ";

  public ContentRange {
    if (range == null && completeLength == null) {
      throw new IllegalArgumentException("neither a range nor a length");
    }
    if (range != null && completeLength != null && range.last() >= completeLength) {
      throw new IllegalArgumentException("range ends behind the content");
    }
  }

  public static ContentRange of(ByteRange range, long completeLength) {
    return new ContentRange(range, completeLength);
  }

  /// For a 416 (RFC 9110 §15.5.17).
  public static ContentRange unsatisfied(long completeLength) {
    return new ContentRange(null, completeLength);
  }

  /// Null if malformed or of another unit.
  public static @Nullable ContentRange parse(String value) {
    int slash = value.lastIndexOf('/');
    if (slash < 0 || !value.regionMatches(true, 0, UNIT, 0, UNIT.length())) {
      return null;
    }
    String part = value.substring(UNIT.length(), Math.max(slash, UNIT.length()));
    if (value.endsWith("/*")) {
      ByteRange range = range(part);
      return range == null ? null : new ContentRange(range, null);
    }
    long length = Octets.parse(value, slash + 1, value.length());
    return length < 0 ? null : of(part, length);
  }

  private static @Nullable ContentRange of(String part, long length) {
    if (part.equals("*")) {
      return unsatisfied(length);
    }
    ByteRange range = range(part);
    return range == null || range.last() >= length ? null : new ContentRange(range, length);
  }

  private static @Nullable ByteRange range(String part) {
    int dash = part.indexOf('-');
    long first = dash < 0 ? -1 : Octets.parse(part, 0, dash);
    long last = Octets.parse(part, dash + 1, part.length());
    return first < 0 || last < first ? null : new ByteRange(first, last);
  }

  /// The field value.
  @Override
  public String toString() {
    String part = range == null ? "*" : range.first() + "-" + range.last();
    return UNIT + part + '/' + (completeLength == null ? "*" : completeLength.toString());
  }
}
