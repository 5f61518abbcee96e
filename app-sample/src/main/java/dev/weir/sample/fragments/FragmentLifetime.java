package dev.weir.sample.fragments;

import java.time.Duration;

/// How long fragments are kept.
///
/// - `present`: of content; long, since a change asks for another key.
/// - `absent`: of the knowledge that there is nothing; short, since nothing announces its end.
/// - `jitter`: the share by which each lifetime is made longer or shorter, so that what was made
///   together does not expire together.
public record FragmentLifetime(Duration present, Duration absent, double jitter) {

  public static final FragmentLifetime USUAL =
      new FragmentLifetime(Duration.ofMinutes(10), Duration.ofSeconds(5), 0.1);

  public FragmentLifetime {
    if (jitter < 0 || jitter >= 1) {
      throw new IllegalArgumentException("jitter must lie in [0, 1): " + jitter);
    }
  }

  /// @param die in [0, 1)
  Duration jittered(Duration lifetime, double die) {
    double factor = 1 + jitter * (2 * die - 1);
    return Duration.ofMillis((long) (lifetime.toMillis() * factor));
  }
}
