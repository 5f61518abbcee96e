package dev.weir.http;

import dev.weir.http.CacheControl.Flag;
import dev.weir.http.CacheControl.Seconds;
import dev.weir.http.structured.BareItem;
import dev.weir.http.structured.Item;
import dev.weir.http.structured.Member;
import dev.weir.http.structured.StructuredFields;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads a targeted cache control field, a dictionary of directives (RFC 9213 §2.1).
///
/// Where `Cache-Control` is read forgivingly, here any fault makes the whole field void: so the RFC
/// wants it.
final class TargetedCacheControl {

  private TargetedCacheControl() {}

  /// Null if the value is empty, no dictionary, or gives a directive an argument of the wrong type.
  static @Nullable CacheControl parse(String value) {
    Map<String, Member> dictionary = StructuredFields.parseDictionary(value);
    if (dictionary == null || dictionary.isEmpty()) {
      return null;
    }
    CacheControl.Builder directives = new CacheControl.Builder();
    directives.set(Flag.SOME);
    for (Map.Entry<String, Member> member : dictionary.entrySet()) {
      if (!apply(member.getKey(), member.getValue(), directives)) {
        return null;
      }
    }
    return directives.build();
  }

  /// False if the argument is of the wrong type.
  private static boolean apply(String name, Member member, CacheControl.Builder directives) {
    for (Seconds number : Seconds.values()) {
      if (number.directive.equals(name)) {
        return applySeconds(number, member, directives);
      }
    }
    for (Flag flag : Flag.values()) {
      if (flag.directive.equals(name)) {
        return applyFlag(flag, member, directives);
      }
    }
    return true;
  }

  private static boolean applySeconds(
      Seconds number, Member member, CacheControl.Builder directives) {
    return switch (bare(member)) {
      case BareItem.Whole(long seconds) when seconds >= 0 -> {
        directives.set(number, Math.min(seconds, DeltaSeconds.MAX));
        yield true;
      }
      case BareItem.Truth(boolean value) when value && number == Seconds.MAX_STALE -> {
        directives.set(number, CacheControl.MAX_STALE_ANY);
        yield true;
      }
      case null, default -> false;
    };
  }

  private static boolean applyFlag(Flag flag, Member member, CacheControl.Builder directives) {
    return switch (bare(member)) {
      case BareItem.Truth(boolean value) -> {
        if (value) {
          directives.set(flag);
        }
        yield true;
      }
      case BareItem.Text(String text) -> applyFieldNames(flag, text, directives);
      case BareItem.Token(String text) -> applyFieldNames(flag, text, directives);
      case null, default -> false;
    };
  }

  private static boolean applyFieldNames(Flag flag, String text, CacheControl.Builder directives) {
    List<String> names = CacheControlParser.fieldNames(text);
    return switch (flag) {
      case NO_CACHE -> {
        directives.noCache(names);
        yield true;
      }
      case PRIVATE -> {
        directives.isPrivate(names);
        yield true;
      }
      default -> false;
    };
  }

  private static @Nullable BareItem bare(Member member) {
    return member instanceof Item item ? item.value() : null;
  }
}
