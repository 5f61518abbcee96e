package dev.weir.cache.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cache.entry.FreshnessMode;
import dev.weir.http.EntityTag;
import org.junit.jupiter.api.Test;

/// What a stored response is validated with.
final class ValidatorsTest {

  // RFC 9111 §4.3.1: weak tags serve If-None-Match, which compares weakly (RFC 9110 §13.1.2)
  @Test
  void rfc9111UsesWeakTagsAndRealModificationTimes() {
    Validators both =
        Validators.of(
            Row.stored(200, "ETag: W/\"a\"; Last-Modified: @-9", FreshnessMode.RFC9111),
            FreshnessMode.RFC9111);
    assertThat(both.etag()).isEqualTo(new EntityTag("a", true));
    assertThat(both.modifiedSince()).isEqualTo(Row.ARRIVAL.minusSeconds(9));
    assertThat(both.isEmpty()).isFalse();

    assertThat(
            Validators.of(Row.stored(200, "-", FreshnessMode.RFC9111), FreshnessMode.RFC9111)
                .isEmpty())
        .isTrue();
    assertThat(
            Validators.of(
                    Row.stored(200, "Last-Modified: @-9", FreshnessMode.RFC9111),
                    FreshnessMode.RFC9111)
                .isEmpty())
        .isFalse();
  }

  @Test
  void squidUsesStrongTagsAndTheTimeOfGeneration() {
    Validators weak =
        Validators.of(
            Row.stored(200, "ETag: W/\"a\"; Date: @-5", FreshnessMode.SQUID), FreshnessMode.SQUID);
    assertThat(weak.etag()).isNull();
    assertThat(weak.modifiedSince()).isEqualTo(Row.ARRIVAL.minusSeconds(5));

    Validators strong =
        Validators.of(
            Row.stored(200, "ETag: \"a\"; Last-Modified: @-9", FreshnessMode.SQUID),
            FreshnessMode.SQUID);
    assertThat(strong.etag()).isEqualTo(EntityTag.strong("a"));
    assertThat(strong.modifiedSince()).isEqualTo(Row.ARRIVAL.minusSeconds(9));
    assertThat(
            Validators.of(Row.stored(200, "ETag: \"a\"", FreshnessMode.SQUID), FreshnessMode.SQUID)
                .etag())
        .isNotNull();
  }
}
