package dev.weir.workbench.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// What wrk says.
final class WrkTest {

  @Test
  void requestsAndTimeAreRead() throws IOException {
    Wrk.Done done =
        Wrk.parse(
            """
            Running 3s test @ http://127.0.0.1:1/
              2 threads and 64 connections
              105342 requests in 3.10s, 1.02GB read
            Requests/sec:  33981.29
            """);

    assertThat(done.requests()).isEqualTo(105_342);
    assertThat(done.failed()).isZero();
    assertThat(done.elapsed()).isEqualTo(Duration.ofMillis(3100));
  }

  @Test
  void badAnswersAndBrokenConnectionsAreFailures() throws IOException {
    Wrk.Done done =
        Wrk.parse(
            """
              100 requests in 1.00m, 1.02MB read
              Socket errors: connect 1, read 2, write 3, timeout 4
              Non-2xx or 3xx responses: 50
            """);

    assertThat(done.failed()).isEqualTo(60);
    assertThat(done.elapsed()).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void somethingElseIsRefused() {
    assertThatThrownBy(() -> Wrk.parse("unable to connect to 127.0.0.1:1 Connection refused"))
        .hasMessageContaining("unable to connect");
  }
}
