package dev.weir.http;

import org.jspecify.annotations.Nullable;

/// An entity tag: the opaque characters between its quotes, strong or weak (RFC 9110 §8.8.3).
public record EntityTag(String opaque, boolean weak) {

  public EntityTag {
    for (int i = 0; i < opaque.length(); i++) {
      if (!isEtagc(opaque.charAt(i))) {
        throw new IllegalArgumentException(
            "entity tag with a character it may not have: " + opaque);
      }
    }
  }

  public static EntityTag strong(String opaque) {
    return new EntityTag(opaque, false);
  }

  /// The tag an `ETag` or `If-Range` value states; null if it is not exactly one entity tag.
  public static @Nullable EntityTag parse(String text) {
    boolean weak = text.startsWith("W/");
    int open = weak ? 2 : 0;
    int last = text.length() - 1;
    if (last <= open || text.charAt(open) != '"' || text.charAt(last) != '"') {
      return null;
    }
    for (int i = open + 1; i < last; i++) {
      if (!isEtagc(text.charAt(i))) {
        return null;
      }
    }
    return new EntityTag(text.substring(open + 1, last), weak);
  }

  /// Strong comparison of RFC 9110 §8.8.3.2: both strong and equal.
  public boolean strongMatches(EntityTag other) {
    return !weak && !other.weak && opaque.equals(other.opaque);
  }

  /// Weak comparison of RFC 9110 §8.8.3.2: equal, strong or not.
  public boolean weakMatches(EntityTag other) {
    return opaque.equals(other.opaque);
  }

  /// The tag as it stands in a field.
  @Override
  public String toString() {
    return (weak ? "W/\"" : "\"") + opaque + '"';
  }

  static boolean isEtagc(char c) {
    return c == 0x21 || (c >= 0x23 && c != 0x7F && c <= 0xFF);
  }
}
