package dev.weir.runtime.settings.yaml;

/// Where a value was written: a file with line and column from 1, or a source without lines (line
/// 0).
public record Place(String source, int line, int column) {

  public static Place of(String source) {
    return new Place(source, 0, 0);
  }
}
