package dev.weir.cache.peer;

import java.util.Locale;

/// Whether a node is to be asked.
public enum Standing {
  /// It is not sure yet what has become invalid while it was away.
  JOINING,
  READY,
  /// It is about to go.
  DRAINING;

  /// The word for it.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// @throws IllegalArgumentException when it is none
  public static Standing of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
