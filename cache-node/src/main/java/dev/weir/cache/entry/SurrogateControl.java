package dev.weir.cache.entry;

import dev.weir.http.CacheControl;
import dev.weir.http.FieldSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an origin says to its accelerators alone (W3C Edge Architecture 1.0); Squid obeys it, RFC
/// 9111 does not know it.
public final class SurrogateControl {
  private SurrogateControl() {}

  /// The directives not addressed to another surrogate by name; null when there are none.
  public static @Nullable CacheControl of(FieldSource fields) {
    List<String> ours = new ArrayList<>();
    for (String line : fields.lines("surrogate-control")) {
      for (String member : line.split(",")) {
        if (member.indexOf(';') < 0) {
          ours.add(withoutGrace(member.strip()));
        }
      }
    }
    if (ours.isEmpty()) {
      return null;
    }
    String directives = String.join(", ", ours);
    return CacheControl.of(new OneField("cache-control", directives));
  }

  /// `max-age=30+60` grants 60 seconds of stale use, which Squid does not take up.
  private static String withoutGrace(String member) {
    int plus = member.indexOf('+');
    return plus < 0 ? member : member.substring(0, plus);
  }

  /// A field section of a single line.
  private record OneField(String name, String value) implements FieldSource {
    @Override
    public List<String> lines(String wanted) {
      return contains(wanted) ? List.of(value) : List.of();
    }

    @Override
    public @Nullable String first(String wanted) {
      return contains(wanted) ? value : null;
    }

    @Override
    public @Nullable String combined(String wanted) {
      return first(wanted);
    }

    @Override
    public boolean contains(String wanted) {
      return name.equalsIgnoreCase(wanted);
    }
  }
}
