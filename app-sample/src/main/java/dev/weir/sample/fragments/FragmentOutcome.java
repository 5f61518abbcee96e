package dev.weir.sample.fragments;

import java.util.Locale;

/// How a fragment was come by.
public enum FragmentOutcome {
  /// Found in memcached.
  HIT,
  /// Found there that there is none.
  HIT_ABSENT,
  /// Not found, made and stored.
  MISS,
  /// Something was found that is not this fragment; made and stored.
  REFUSED,
  /// Memcached did not answer or was not asked; made.
  UNAVAILABLE,
  /// Somebody else in this process was making it already.
  COLLAPSED,
  /// Made anew in the background before its expiry; besides the hit that led to it.
  EARLY_REFRESH;

  /// The word in metrics, `early-refresh`.
  public String token() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
