package dev.weir.cache.peer.icp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cache.peer.icp.QuerySources.Admission;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class QuerySourcesTest {

  private static final InetAddress SOURCE = InetAddress.ofLiteral("10.0.0.1");
  private static final InetAddress OTHER = InetAddress.ofLiteral("10.0.0.2");

  private final QuerySources sources =
      new QuerySources(new IcpSettings.Limits(10, 10, 1000, 200, 2048));
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void burstIsAdmittedAndThenTheAgreedRate() {
    for (int i = 0; i < 200; i++) {
      assertThat(sources.admit(SOURCE, now)).isEqualTo(Admission.ADMITTED);
    }
    assertThat(sources.admit(SOURCE, now)).isEqualTo(Admission.TOO_MANY);
    // 1,000 a second: one more each millisecond.
    now = now.plusMillis(1);
    assertThat(sources.admit(SOURCE, now)).isEqualTo(Admission.ADMITTED);
    assertThat(sources.admit(SOURCE, now)).isEqualTo(Admission.TOO_MANY);
  }

  @Test
  void oneSourceDoesNotUseUpTheShareOfAnother() {
    for (int i = 0; i < 300; i++) {
      sources.admit(SOURCE, now);
    }
    assertThat(sources.admit(OTHER, now)).isEqualTo(Admission.ADMITTED);
  }

  // Squid: 95 % of at least 150 queries denied: no reply at all for an hour.
  @Test
  void sourceDeniedOneHundredFiftyTimesIsNotAnsweredForAnHour() {
    for (int i = 0; i < 150; i++) {
      assertThat(sources.admit(SOURCE, now)).isEqualTo(Admission.ADMITTED);
      sources.denied(SOURCE, now);
    }
    assertThat(sources.admit(SOURCE, now)).isEqualTo(Admission.DENIED_TOO_OFTEN);
    now = now.plus(Duration.ofHours(1)).minusNanos(1);
    assertThat(sources.admit(SOURCE, now)).isEqualTo(Admission.DENIED_TOO_OFTEN);
    now = now.plusNanos(1);
    assertThat(sources.admit(SOURCE, now)).isEqualTo(Admission.ADMITTED);
    sources.denied(SOURCE, now);
    assertThat(sources.admit(SOURCE, now)).isEqualTo(Admission.ADMITTED);
  }

  @Test
  void onlySoManySourcesAreRemembered() {
    for (int i = 0; i < 201; i++) {
      sources.admit(SOURCE, now);
    }
    assertThat(sources.admit(SOURCE, now)).isEqualTo(Admission.TOO_MANY);
    for (int i = 0; i < QuerySources.ADDRESSES; i++) {
      sources.admit(InetAddress.ofLiteral("10.1." + i / 256 + "." + i % 256), now);
    }
    assertThat(sources.admit(SOURCE, now)).isEqualTo(Admission.ADMITTED);
  }
}
