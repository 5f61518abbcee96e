package dev.weir.cache.entry;

import java.util.List;

/// How the fields of a response are read: whose arithmetic counts, and which fields speak to this
/// cache before Cache-Control does.
///
/// @param targets names of targeted fields, the weightiest first (RFC 9213 §2.2)
public record Interpretation(FreshnessMode mode, List<String> targets) {

  /// Copies the names.
  public Interpretation {
    targets = List.copyOf(targets);
  }

  /// Without targeted fields.
  public static Interpretation untargeted(FreshnessMode mode) {
    return new Interpretation(mode, List.of());
  }
}
