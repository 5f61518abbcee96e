package dev.weir.cache.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The lines of a message as the test writes them, without any meaning.
public record Headers(List<Line> lines) {
  static final Headers NONE = new Headers(List.of());

  public record Line(String name, String value) {
    boolean is(String other) {
      return name.equalsIgnoreCase(other);
    }
  }

  public Headers {
    lines = List.copyOf(lines);
  }

  List<String> all(String name) {
    return lines.stream().filter(line -> line.is(name)).map(Line::value).toList();
  }

  public @Nullable String first(String name) {
    List<String> all = all(name);
    return all.isEmpty() ? null : all.getFirst();
  }

  boolean has(String name) {
    return !all(name).isEmpty();
  }

  Headers plus(String name, String value) {
    List<Line> more = new ArrayList<>(lines);
    more.add(new Line(name, value));
    return new Headers(more);
  }

  Headers without(String name) {
    return new Headers(lines.stream().filter(line -> !line.is(name)).toList());
  }

  /// The lines in an order that does not depend on how they came.
  public List<String> sorted() {
    return lines.stream()
        .map(line -> line.name().toLowerCase(Locale.ROOT) + ": " + line.value())
        .sorted()
        .toList();
  }
}
