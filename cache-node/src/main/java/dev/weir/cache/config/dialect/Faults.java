package dev.weir.cache.config.dialect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Collects what is wrong with a configuration, so that all of it can be told at once.
public final class Faults {
  private final List<Fault> faults = new ArrayList<>();
  private final Set<String> files = new LinkedHashSet<>();

  private record Fault(String file, int number, String message) {
    @Override
    public String toString() {
      return (file + ":" + number + ": " + message).replaceAll("\\R", " ");
    }
  }

  /// Notes a fault of a line, named by its directive.
  public void add(Line line, String message) {
    add(line.file(), line.number(), line.directive() + ": " + message);
  }

  /// Notes a fault at a line of a file.
  public void add(String file, int number, String message) {
    files.add(file);
    faults.add(new Fault(file, number, message));
  }

  /// Whether nothing is wrong so far.
  public boolean isEmpty() {
    return faults.isEmpty();
  }

  /// One text line for each fault, `file:line: directive: what is wrong; what to do`, in the order
  /// of the files.
  public List<String> lines() {
    List<String> order = List.copyOf(files);
    return faults.stream()
        .sorted(
            Comparator.comparingInt((Fault fault) -> order.indexOf(fault.file()))
                .thenComparingInt(Fault::number))
        .map(Fault::toString)
        .toList();
  }
}
