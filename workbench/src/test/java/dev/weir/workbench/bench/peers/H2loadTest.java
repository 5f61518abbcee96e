package dev.weir.workbench.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// What h2load says.
final class H2loadTest {

  @Test
  void goodAnswersFailuresAndTimeAreRead() throws IOException {
    Wrk.Done done =
        H2load.parse(
            """
            finished in 3.00s, 20126.33 req/s, 197.14MB/s
            requests: 60379 total, 60443 started, 60379 done, 60370 succeeded, 9 failed, 1 errored, 0 timeout
            status codes: 60370 2xx, 0 3xx, 9 4xx, 0 5xx
            """);

    assertThat(done.requests()).isEqualTo(60_370);
    assertThat(done.failed()).isEqualTo(10);
    assertThat(done.elapsed()).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void somethingElseIsRefused() {
    assertThatThrownBy(() -> H2load.parse("could not connect"))
        .hasMessageContaining("could not connect");
  }
}
