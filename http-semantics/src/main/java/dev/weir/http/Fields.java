package dev.weir.http;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// An immutable field section in order of arrival (RFC 9110 §5.3).
public final class Fields implements FieldSource, Iterable<FieldLine> {

  public static final Fields EMPTY = new Fields(new FieldLine[0]);

  private final FieldLine[] lines;

  private Fields(FieldLine[] lines) {
    this.lines = lines;
  }

  public static Fields of(FieldLine... lines) {
    return lines.length == 0 ? EMPTY : new Fields(lines.clone());
  }

  public static Fields of(String name, String value) {
    return new Fields(new FieldLine[] {new FieldLine(name, value)});
  }

  public static Fields copyOf(Iterable<FieldLine> lines) {
    return builder().addAll(lines).build();
  }

  public static Builder builder() {
    return new Builder();
  }

  @Override
  public List<String> lines(String name) {
    String sole = null;
    List<String> values = null;
    for (FieldLine line : lines) {
      if (!line.isNamed(name)) {
        continue;
      }
      if (sole == null) {
        sole = line.value();
        continue;
      }
      if (values == null) {
        values = new ArrayList<>(4);
        values.add(sole);
      }
      values.add(line.value());
    }
    if (values != null) {
      return List.copyOf(values);
    }
    return sole == null ? List.of() : List.of(sole);
  }

  @Override
  public @Nullable String first(String name) {
    for (FieldLine line : lines) {
      if (line.isNamed(name)) {
        return line.value();
      }
    }
    return null;
  }

  /// These fields with exactly one line of that name, in the place of the first one it replaces or
  /// else at the end.
  public Fields with(String name, String value) {
    Builder builder = new Builder(lines.length + 1);
    boolean placed = false;
    for (FieldLine line : lines) {
      if (!line.isNamed(name)) {
        builder.add(line);
      } else if (!placed) {
        builder.add(name, value);
        placed = true;
      }
    }
    return placed ? builder.build() : builder.add(name, value).build();
  }

  /// These fields with one line more at the end.
  public Fields plus(String name, String value) {
    FieldLine[] more = Arrays.copyOf(lines, lines.length + 1);
    more[lines.length] = new FieldLine(name, value);
    return new Fields(more);
  }

  /// These fields without any line of those names.
  public Fields without(String... names) {
    return filter(line -> {
      for (String name : names) {
        if (line.isNamed(name)) {
          return false;
        }
      }
      return true;
    });
  }

  /// The lines that pass, in order; this same object if all do.
  public Fields filter(Predicate<FieldLine> passes) {
    Builder builder = new Builder(lines.length);
    for (FieldLine line : lines) {
      if (passes.test(line)) {
        builder.add(line);
      }
    }
    return builder.count == lines.length ? this : builder.build();
  }

  /// Number of lines.
  public int size() {
    return lines.length;
  }

  public boolean isEmpty() {
    return lines.length == 0;
  }

  /// Octets of all lines on an HTTP/1.1 wire, without the empty line that ends the section.
  public int octets() {
    int octets = 0;
    for (FieldLine line : lines) {
      octets += line.octets();
    }
    return octets;
  }

  @Override
  public Iterator<FieldLine> iterator() {
    return Arrays.asList(lines).iterator();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Fields that && Arrays.equals(lines, that.lines);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(lines);
  }

  @Override
  public String toString() {
    return Arrays.toString(lines);
  }

  /// Collects lines for one [Fields].
  public static final class Builder {

    private FieldLine[] collected;
    private int count;

    private Builder() {
      this(16);
    }

    private Builder(int capacity) {
      this.collected = new FieldLine[Math.max(capacity, 4)];
    }

    public Builder add(String name, String value) {
      return add(new FieldLine(name, value));
    }

    public Builder add(FieldLine line) {
      if (count == collected.length) {
        collected = Arrays.copyOf(collected, count * 2);
      }
      collected[count++] = Objects.requireNonNull(line, "line");
      return this;
    }

    public Builder addAll(Iterable<FieldLine> lines) {
      for (FieldLine line : lines) {
        add(line);
      }
      return this;
    }

    public Fields build() {
      return count == 0 ? EMPTY : new Fields(Arrays.copyOf(collected, count));
    }
  }
}
