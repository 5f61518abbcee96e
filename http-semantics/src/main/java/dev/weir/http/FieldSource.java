package dev.weir.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Read access to a field section; names are compared without regard to case (RFC 9110 §5.1).
public interface FieldSource {

  /// The values of all lines of that name in order of arrival; empty if there is none.
  List<String> lines(String name);

  /// The value of the first line of that name.
  @Nullable String first(String name);

  /// The values of all lines of that name joined by `", "`, the field value of RFC 9110 §5.3.
  default @Nullable String combined(String name) {
    List<String> lines = lines(name);
    return switch (lines.size()) {
      case 0 -> null;
      case 1 -> lines.getFirst();
      default -> String.join(", ", lines);
    };
  }

  default boolean contains(String name) {
    return first(name) != null;
  }
}
