package dev.weir.cache.store.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.store.segment.KeyHash;
import org.junit.jupiter.api.Test;

/// An invalidation of many is remembered as long as something it concerns is under way.
class PendingTest {

  private static final KeyHash ONE = KeyHash.of(CacheKey.of("http://site.test/1"));
  private static final KeyHash OTHER = KeyHash.of(CacheKey.of("http://site.test/2"));

  private final Pending pending = new Pending();

  @Test
  void invalidationIsForgottenWhenWhatWasUnderWayBeforeItHasEnded() {
    long before = pending.begins(ONE);
    pending.overtake(_ -> true);
    // There is always something under way, but not what it is about.
    long after = pending.begins(OTHER);
    pending.ended(OTHER, after);
    long still = pending.begins(OTHER);
    assertThat(pending.bans()).isEqualTo(1);

    pending.ended(ONE, before);
    assertThat(pending.bans()).isZero();
    pending.ended(OTHER, still);
  }

  @Test
  void invalidationWithNothingUnderWayIsNotRemembered() {
    long ticket = pending.begins(ONE);
    pending.ended(ONE, ticket);
    pending.overtake(_ -> true);

    assertThat(pending.bans()).isZero();
  }
}
