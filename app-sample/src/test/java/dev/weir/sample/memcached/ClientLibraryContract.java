package dev.weir.sample.memcached;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import net.rubyeye.xmemcached.GetsResponse;
import net.rubyeye.xmemcached.MemcachedClient;
import net.rubyeye.xmemcached.XMemcachedClientBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Everything the client library does with a memcached; run against ours and against the real one.
abstract class ClientLibraryContract {

  private MemcachedClient client;

  abstract int port();

  @BeforeEach
  void connect() throws Exception {
    var builder =
        new XMemcachedClientBuilder(
            List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), port())));
    builder.setOpTimeout(20_000);
    builder.setName(getClass().getSimpleName());
    client = builder.build();
    client.flushAll();
  }

  @AfterEach
  void disconnect() throws IOException {
    client.shutdown();
  }

  @Test
  void storesAndFinds() throws Exception {
    assertThat(client.set("k", 0, "value")).isTrue();
    assertThat(client.<String>get("k")).isEqualTo("value");
    assertThat(client.<String>get("none")).isNull();
  }

  @Test
  void addsAndReplacesOnlyWhenItMay() throws Exception {
    assertThat(client.replace("k", 0, "a")).isFalse();
    assertThat(client.add("k", 0, "a")).isTrue();
    assertThat(client.add("k", 0, "b")).isFalse();
    assertThat(client.replace("k", 0, "c")).isTrue();
    assertThat(client.<String>get("k")).isEqualTo("c");
  }

  @Test
  void appendsAndPrepends() throws Exception {
    client.set("k", 0, "b");
    assertThat(client.append("k", "c")).isTrue();
    assertThat(client.prepend("k", "a")).isTrue();
    assertThat(client.<String>get("k")).isEqualTo("abc");
  }

  @Test
  void deletes() throws Exception {
    client.set("k", 0, "a");
    assertThat(client.delete("k")).isTrue();
    assertThat(client.delete("k")).isFalse();
    assertThat(client.<String>get("k")).isNull();
  }

  @Test
  void counts() throws Exception {
    assertThat(client.incr("k", 5, 10)).isEqualTo(10);
    assertThat(client.incr("k", 5)).isEqualTo(15);
    assertThat(client.decr("k", 20)).isZero();
  }

  @Test
  void comparesAndSwaps() throws Exception {
    client.set("k", 0, "a");
    GetsResponse<String> read = client.gets("k");

    assertThat(client.cas("k", 0, "b", read.getCas())).isTrue();
    assertThat(client.cas("k", 0, "c", read.getCas())).isFalse();
    assertThat(client.<String>get("k")).isEqualTo("b");
  }

  @Test
  void touches() throws Exception {
    client.set("k", 0, "a");
    assertThat(client.touch("k", 100)).isTrue();
    assertThat(client.touch("none", 100)).isFalse();
  }

  @Test
  void findsManyAtOnce() throws Exception {
    List<String> keys = IntStream.range(0, 500).mapToObj(i -> "key-" + i).toList();
    for (String key : keys) {
      client.setWithNoReply(key, 0, key.toUpperCase(Locale.ROOT));
    }

    Map<String, String> found = client.get(keys);

    assertThat(found).hasSize(500).containsEntry("key-499", "KEY-499");
  }

  @Test
  void keepsOctetsOfEverySizeAsTheyAre() throws Exception {
    Random random = new Random(7);
    for (int size : new int[] {0, 1, 100, 16_384, 65_537, 300_000, 1_000_000}) {
      byte[] octets = new byte[size];
      random.nextBytes(octets);
      client.set("k", 0, octets);
      assertThat(client.<byte[]>get("k")).isEqualTo(octets);
    }
  }

  @Test
  void manyCallersShareOneConnection() throws Exception {
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> results =
          IntStream.range(0, 100).mapToObj(i -> callers.submit(() -> roundTrips(i))).toList();
      for (Future<Boolean> result : results) {
        assertThat(result.get()).isTrue();
      }
    }
  }

  @Test
  void tellsVersionAndStatistics() throws Exception {
    assertThat(client.getVersions()).hasSize(1);
    assertThat(client.getStats().values().iterator().next()).containsKeys("curr_items", "get_hits");
  }

  private Boolean roundTrips(int caller) throws Exception {
    for (int i = 0; i < 20; i++) {
      String key = "caller-" + caller + '-' + i;
      client.set(key, 0, key);
      if (!key.equals(client.get(key))) {
        return false;
      }
    }
    return true;
  }
}
