package dev.weir.sample.memcached;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.ManualClock;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Expiry, flushing and eviction of the in-process server under a clock of our own.
class OwnServerExpiryTest {

  private final ManualClock clock = new ManualClock();
  private MemcachedServer server;
  private RawMemcachedClient client;

  @BeforeEach
  void start() throws IOException {
    server = new MemcachedServer(0, 1 << 20, clock);
    client = new RawMemcachedClient(server.port());
  }

  @AfterEach
  void stop() throws IOException {
    client.close();
    server.close();
  }

  @Test
  void anItemLivesAsLongAsSaid() throws IOException {
    client.answers("set k 0 10 1\r\na\r\n");

    clock.advance(Duration.ofSeconds(9));
    assertThat(client.answers("mg k t v\r\n")).isEqualTo("VA 1 t1/a");
    clock.advance(Duration.ofSeconds(1));
    assertThat(client.answers("get k\r\n")).isEqualTo("END");
  }

  @Test
  void moreThanThirtyDaysIsAPointInTime() throws IOException {
    long tomorrow = clock.instant().plus(Duration.ofDays(1)).getEpochSecond();
    client.answers("set k 0 " + tomorrow + " 1\r\na\r\n");

    assertThat(client.answers("mg k t\r\n")).isEqualTo("HD t86400");
    clock.advance(Duration.ofDays(1));
    assertThat(client.answers("mg k t\r\n")).isEqualTo("EN");
  }

  @Test
  void touchMovesTheEnd() throws IOException {
    client.answers("set k 0 10 1\r\na\r\ntouch k 100\r\n");

    clock.advance(Duration.ofSeconds(50));
    assertThat(client.answers("get k\r\n")).isEqualTo("VALUE k 0 1/a/END");
  }

  @Test
  void aLeaseEndsWithItsTime() throws IOException {
    assertThat(client.answers("mg k v N30\r\n")).isEqualTo("VA 0 W/");
    assertThat(client.answers("mg k v N30\r\n")).isEqualTo("VA 0 Z/");

    clock.advance(Duration.ofSeconds(30));
    assertThat(client.answers("mg k v N30\r\n")).isEqualTo("VA 0 W/");
  }

  @Test
  void aDelayedFlushForgetsWhatWasThereWhenItsTimeComes() throws IOException {
    client.answers("set k 0 0 1\r\na\r\nflush_all 10\r\n");

    assertThat(client.answers("get k\r\n")).isEqualTo("VALUE k 0 1/a/END");
    clock.advance(Duration.ofSeconds(10));
    assertThat(client.answers("get k\r\n")).isEqualTo("END");
    client.answers("set k 0 0 1\r\nb\r\n");
    assertThat(client.answers("get k\r\n")).isEqualTo("VALUE k 0 1/b/END");
  }

  @Test
  void theLeastRecentlyUsedGoFirstWhenMemoryIsFull() throws IOException {
    String value = "x".repeat(100_000);
    for (int i = 0; i < 10; i++) {
      client.answers("set k" + i + " 0 0 100000\r\n" + value + "\r\n");
    }
    client.answers("mg k0\r\n");
    client.answers("set k10 0 0 100000\r\n" + value + "\r\n");

    assertThat(client.answers("mg k0 s\r\n")).isEqualTo("HD s100000");
    assertThat(client.answers("mg k1 s\r\n")).isEqualTo("EN");
    assertThat(client.answers("mg k10 s\r\n")).isEqualTo("HD s100000");
    assertThat(client.answers("stats\r\n")).contains("STAT evictions 1", "STAT curr_items 10");
  }
}
