package dev.weir.runtime.settings.yaml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Collects what is wrong, so that all of it can be said at once.
public final class Faults {

  /// One thing that is wrong; the path is empty for the file as a whole.
  public record Fault(Place place, String path, String what) {}

  private final List<Fault> found = new ArrayList<>();

  public void add(Place place, String path, String what) {
    found.add(new Fault(place, path, what));
  }

  public boolean isEmpty() {
    return found.isEmpty();
  }

  /// In the order of the text; what has no line comes first.
  public List<Fault> found() {
    return found.stream()
        .sorted(
            Comparator.comparingInt((Fault fault) -> fault.place().line())
                .thenComparingInt(fault -> fault.place().column()))
        .toList();
  }
}
