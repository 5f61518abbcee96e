package dev.weir.http.representation;

/// Octets `first` to `last` of a representation, both included (RFC 9110 §14.1.2).
public record ByteRange(long first, long last) {

  public ByteRange {
    if (first < 0 || last < first) {
      throw new IllegalArgumentException("not a range: " + first + '-' + last);
    }
  }

  public long length() {
    return last - first + 1;
  }

  /// True if nothing lies between the two, so that they can be sent as one.
  boolean touches(ByteRange other) {
    return first <= other.last + 1 && other.first <= last + 1;
  }

  ByteRange joinedWith(ByteRange other) {
    return new ByteRange(Math.min(first, other.first), Math.max(last, other.last));
  }
}
