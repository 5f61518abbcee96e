package dev.weir.http.representation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The ranges a `Range` field asks for, before the length of the representation is known (RFC 9110
/// §14.2).
public record ByteRanges(List<Spec> specs) {

  /// More ranges than this are no honest wish, and the field is ignored (RFC 9110 §17.15).
  public static final int MAX_RANGES = 16;

  private static final String UNIT = "bytes=";
  private static final long NONE = -1;

  public ByteRanges {
    specs = List.copyOf(specs);
  }

  /// One range as asked: `first-last`, `first-` (last is -1), or the last octets, `-suffix` (first
  /// is -1).
  public record Spec(long first, long last) {

    private @Nullable ByteRange resolve(long length) {
      if (first == NONE) {
        return last == 0 || length == 0
            ? null
            : new ByteRange(Math.max(0, length - last), length - 1);
      }
      if (first >= length) {
        return null;
      }
      return new ByteRange(first, last == NONE ? length - 1 : Math.min(last, length - 1));
    }
  }

  /// Null if the field is to be ignored: another unit, malformed, or too many ranges.
  public static @Nullable ByteRanges parse(String value) {
    if (!value.regionMatches(true, 0, UNIT, 0, UNIT.length())) {
      return null;
    }
    List<Spec> specs = new ArrayList<>(1);
    for (String element : value.substring(UNIT.length()).split(",", -1)) {
      String text = element.strip();
      if (text.isEmpty()) {
        continue;
      }
      Spec spec = spec(text);
      if (spec == null || specs.size() == MAX_RANGES) {
        return null;
      }
      specs.add(spec);
    }
    return specs.isEmpty() ? null : new ByteRanges(specs);
  }

  /// The ranges a representation of that length can satisfy, in the order asked; none of them means
  /// 416.
  ///
  /// If any of them overlap or touch, they come joined and in ascending order (RFC 9110 §15.3.7.2).
  public List<ByteRange> resolve(long length) {
    List<ByteRange> ranges = new ArrayList<>(specs.size());
    for (Spec spec : specs) {
      ByteRange range = spec.resolve(length);
      if (range != null) {
        ranges.add(range);
      }
    }
    List<ByteRange> joined = joined(ranges);
    return joined.size() == ranges.size() ? List.copyOf(ranges) : joined;
  }

  private static List<ByteRange> joined(List<ByteRange> ranges) {
    List<ByteRange> ascending = new ArrayList<>(ranges);
    ascending.sort(Comparator.comparingLong(ByteRange::first));
    List<ByteRange> joined = new ArrayList<>(ascending.size());
    for (ByteRange range : ascending) {
      if (!joined.isEmpty() && joined.getLast().touches(range)) {
        joined.set(joined.size() - 1, joined.getLast().joinedWith(range));
      } else {
        joined.add(range);
      }
    }
    return List.copyOf(joined);
  }

  private static @Nullable Spec spec(String text) {
    int dash = text.indexOf('-');
    if (dash < 0) {
      return null;
    }
    long first = Octets.parse(text, 0, dash);
    long last = Octets.parse(text, dash + 1, text.length());
    if (dash == 0) {
      return last == NONE ? null : new Spec(NONE, last);
    }
    boolean open = dash == text.length() - 1;
    if (first == NONE || (last == NONE && !open) || (!open && last < first)) {
      return null;
    }
    return new Spec(first, last);
  }
}
