package dev.weir.cache.config.dialect;

import java.util.List;

/// One directive as it stands in a file, comments and continuations resolved.
///
/// @param number of its first line, from 1
/// @param words the arguments
public record Line(String file, int number, String directive, List<String> words) {
  /// Copies the words.
  public Line {
    words = List.copyOf(words);
  }

  /// `file:line`.
  public String position() {
    return file + ":" + number;
  }
}
