package dev.weir.workbench.bench.load;

import java.util.List;

/// What one visitor asks for: a page, and when it is there, the pictures it shows.
public record PageView(String page, List<String> pictures) {

  public PageView {
    pictures = List.copyOf(pictures);
  }

  /// One target alone, for measuring a single request.
  public static PageView of(String target) {
    return new PageView(target, List.of());
  }

  public int requests() {
    return 1 + pictures.size();
  }
}
