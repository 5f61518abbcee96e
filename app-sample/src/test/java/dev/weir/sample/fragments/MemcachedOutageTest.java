package dev.weir.sample.fragments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.http.HostPort;
import dev.weir.sample.fragments.FragmentStore.Lookup;
import dev.weir.sample.memcached.MemcachedServer;
import dev.weir.testing.FreePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Memcached goes, hangs and comes back.
class MemcachedOutageTest {

  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final FragmentKey KEY = FragmentKey.of("page", "1", "/");
  private static final byte[] VALUE = "value".getBytes(StandardCharsets.US_ASCII);

  // Reliability §2: memcached dead: 0 failed, the circuit opens, reconnects
  @Test
  void aServerThatIsRestartedIsUsedAgain() throws IOException {
    int port = FreePorts.next();
    MemcachedServer first = server(port);
    try (MemcachedStore store = store(port)) {
      await().atMost(LIMIT).untilAsserted(() -> storeAndFind(store));
      first.close();
      await().atMost(LIMIT).until(() -> isUnavailable(store) && !store.available());

      try (MemcachedServer _ = server(port)) {
        await().atMost(LIMIT).untilAsserted(() -> storeAndFind(store));
        assertThat(store.available()).isTrue();
      }
    }
  }

  @Test
  void aServerThatWasNotThereAtTheStartIsUsedWhenItComes() throws IOException {
    int port = FreePorts.next();
    try (MemcachedStore store = store(port)) {
      assertThat(store.get(KEY)).isEqualTo(new Lookup.Unavailable());

      try (MemcachedServer _ = server(port)) {
        await().atMost(LIMIT).untilAsserted(() -> storeAndFind(store));
      }
    }
  }

  @Test
  void aServerWhoseNameIsUnknownIsAnOutageAndNoFailure() throws IOException {
    List<HostPort> servers = List.of(new HostPort("no-such-host.invalid", 11211));
    try (MemcachedStore store =
        new MemcachedStore(servers, Duration.ofMillis(200), "t-", InstantSource.system())) {
      assertThat(store.get(KEY)).isEqualTo(new Lookup.Unavailable());
    }
  }

  @Test
  void aServerThatNeverAnswersIsLeftAloneAfterFiveTimeouts() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        MemcachedStore store = store(silent.getLocalPort())) {
      try (Socket _ = silent.accept()) {
        for (int i = 0; i < 5; i++) {
          assertThat(store.get(KEY)).isEqualTo(new Lookup.Unavailable());
        }
        assertThat(store.available()).isFalse();
      }
    }
  }

  @Test
  void ofTwoServersTheOtherTakesOver() throws IOException {
    MemcachedServer first = server(0);
    MemcachedServer second = server(0);
    List<HostPort> both = List.of(address(first.port()), address(second.port()));
    try (second;
        MemcachedStore store =
            new MemcachedStore(both, Duration.ofSeconds(1), "t-", InstantSource.system())) {
      for (int i = 0; i < 50; i++) {
        FragmentKey key = FragmentKey.of("page", "r" + i, "/");
        await().atMost(LIMIT).untilAsserted(() -> storeAndFind(store, key));
      }
      first.close();

      for (int i = 0; i < 50; i++) {
        FragmentKey key = FragmentKey.of("page", "r" + i, "/");
        await().atMost(LIMIT).untilAsserted(() -> storeAndFind(store, key));
      }
    }
  }

  private static MemcachedServer server(int port) throws IOException {
    return new MemcachedServer(port, 8 << 20, InstantSource.system());
  }

  private static HostPort address(int port) {
    return new HostPort("127.0.0.1", port);
  }

  private static MemcachedStore store(int port) throws IOException {
    return new MemcachedStore(
        List.of(address(port)), Duration.ofMillis(200), "t-", InstantSource.system());
  }

  private static boolean isUnavailable(MemcachedStore store) {
    return store.get(KEY) instanceof Lookup.Unavailable;
  }

  private static void storeAndFind(MemcachedStore store) {
    storeAndFind(store, KEY);
  }

  private static void storeAndFind(MemcachedStore store, FragmentKey key) {
    store.set(key, Duration.ofMinutes(1), VALUE);
    assertThat(store.get(key))
        .isInstanceOfSatisfying(
            Lookup.Found.class, found -> assertThat(found.octets().array()).isEqualTo(VALUE));
  }
}
