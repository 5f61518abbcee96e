package dev.weir.workbench.tune.log;

import java.util.ArrayList;
import java.util.List;

/// Lines of logs that could not be read: all counted, the first few kept to be shown.
public final class Faults {

  private static final int SHOWN = 5;

  private final List<String> first = new ArrayList<>();
  private long count;

  void add(String file, long line, String fault) {
    count++;
    if (first.size() < SHOWN) {
      first.add(file + ":" + line + ": " + fault);
    }
  }

  /// How many there are.
  public long count() {
    return count;
  }

  /// The first few, as `file:line: what is wrong`.
  public List<String> first() {
    return List.copyOf(first);
  }
}
