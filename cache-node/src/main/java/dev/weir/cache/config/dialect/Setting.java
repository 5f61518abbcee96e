package dev.weir.cache.config.dialect;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A directive with one value: how it is read and printed, what it is when nobody gives it, and
/// where it was given.
public final class Setting<T> {
  private final String name;
  private final Reader<T> reader;
  private final Function<T, String> printer;
  private T value;
  private String origin = "default";
  private @Nullable Line line;

  /// A setting at its default.
  public Setting(String name, T defaultValue, Reader<T> reader, Function<T, String> printer) {
    this.name = name;
    this.value = defaultValue;
    this.reader = reader;
    this.printer = printer;
  }

  /// Makes a value of words.
  @FunctionalInterface
  public interface Reader<T> {
    /// Takes what it needs; leftover words are refused by the caller.
    T read(Words words) throws BadWordException;
  }

  /// Takes the value from a line.
  public void read(Line line) throws BadWordException {
    Words words = new Words(line);
    T read = reader.read(words);
    words.end();
    value = read;
    origin = line.position();
    this.line = line;
  }

  /// Changes the default to one that follows from other settings; does nothing when a value is
  /// given.
  public void otherwise(T derived, String why) {
    if (line == null) {
      value = derived;
      origin = "default, " + why;
    }
  }

  public String name() {
    return name;
  }

  public T value() {
    return value;
  }

  /// `file:line`, or `default`.
  public String origin() {
    return origin;
  }

  /// The line it was last given in; null when it was not.
  public @Nullable Line line() {
    return line;
  }

  public boolean isGiven() {
    return line != null;
  }

  /// Directive and value as they could stand in a file.
  public String text() {
    return name + " " + printer.apply(value);
  }
}
