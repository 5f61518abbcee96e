package dev.weir.cache.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.http.Fwd;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// The vocabulary holds together.
final class ReasonTest {

  @ParameterizedTest
  @EnumSource(Reason.class)
  void everyReasonHasATokenAndAText(Reason reason) {
    assertThat(reason.token()).matches("[a-z]+(-[a-z]+)*");
    assertThat(reason.text()).isNotBlank().doesNotContain("\"");
    assertThat(reason.squidValue() >= 200)
        .isEqualTo(reason.squidValue() > 0 && reason.fwd() != null);
  }

  @Test
  void squidsValuesAreUnique() {
    long named = Arrays.stream(Reason.values()).filter(r -> r.squidValue() > 0).count();
    assertThat(
            Arrays.stream(Reason.values())
                .mapToInt(Reason::squidValue)
                .filter(v -> v > 0)
                .distinct())
        .hasSize((int) named);
    assertThat(named).isEqualTo(16);
  }

  @ParameterizedTest
  @CsvSource({
    "URI_MISS, URI_MISS",
    "VARY_MISS, VARY_MISS",
    "METHOD, METHOD",
    "STALE_EXPIRES, STALE",
    "STALE_MUST_REVALIDATE, STALE",
    "STALE_FORCED_RELOAD, REQUEST",
    "STALE_RELOAD_INTO_IMS, REQUEST",
    "STALE_EXCEEDS_REQUEST_MAX_AGE_VALUE, REQUEST"
  })
  void saysWhyARequestWasForwarded(Reason reason, Fwd fwd) {
    assertThat(reason.fwd()).isEqualTo(fwd);
  }
}
