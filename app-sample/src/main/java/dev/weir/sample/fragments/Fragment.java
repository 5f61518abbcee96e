package dev.weir.sample.fragments;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A rendered or queried content with what is needed to decide when to make it anew.
final class Fragment {

  private final byte @Nullable [] content;
  private final Instant expires;
  private final Duration cost;

  /// @param content `null`: the source says there is none; never changed by anybody
  /// @param cost how long it took to make
  Fragment(byte @Nullable [] content, Instant expires, Duration cost) {
    this.content = content;
    this.expires = expires;
    this.cost = cost;
  }

  byte @Nullable [] content() {
    return content;
  }

  Instant expires() {
    return expires;
  }

  Duration cost() {
    return cost;
  }
}
