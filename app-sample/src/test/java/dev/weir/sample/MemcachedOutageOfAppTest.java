package dev.weir.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.runtime.lifecycle.Condition;
import dev.weir.sample.memcached.MemcachedServer;
import dev.weir.testing.FreePorts;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

/// The pages while memcached goes and comes back.
class MemcachedOutageOfAppTest {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  // Reliability §2: memcached dead: no request fails, and it is used again when it is back
  @Test
  void pagesComeWithoutMemcachedAndUseItAgainWhenItIsBack() throws Exception {
    int port = FreePorts.next();
    MemcachedServer first = server(port);
    try (RunningApp app =
        new RunningApp(
            "memcached: { servers: [ \"127.0.0.1:%d\" ] }".formatted(port),
            InstantSource.system())) {
      assertThat(app.get("/").status()).isEqualTo(200);
      first.close();

      await()
          .atMost(LIMIT)
          .untilAsserted(() -> {
            assertThat(app.get("/").text()).contains("30 pictures");
            assertThat(memcached(app)).isInstanceOf(Condition.Degraded.class);
          });
      assertThat(app.app().readiness().ready()).isTrue();
      assertThat(app.get("/pictures/1").status()).isEqualTo(200);

      try (MemcachedServer _ = server(port)) {
        await()
            .atMost(LIMIT)
            .untilAsserted(() -> {
              assertThat(app.get("/").text()).contains("30 pictures");
              assertThat(memcached(app)).isEqualTo(Condition.UP);
            });
      }
    }
  }

  private static MemcachedServer server(int port) throws IOException {
    return new MemcachedServer(port, 8 << 20, InstantSource.system());
  }

  private static Condition memcached(RunningApp app) {
    return app.app().readiness().conditions().getOrDefault("memcached", Condition.UP);
  }
}
