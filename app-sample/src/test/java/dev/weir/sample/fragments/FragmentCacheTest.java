package dev.weir.sample.fragments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.weir.http.HostPort;
import dev.weir.sample.memcached.MemcachedServer;
import dev.weir.testing.ManualClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Fragments over a memcached that is there.
class FragmentCacheTest {

  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final FragmentKey KEY = FragmentKey.of("page", "1", "/");

  private final ManualClock clock = new ManualClock();
  private final ConcurrentLinkedQueue<FragmentOutcome> outcomes = new ConcurrentLinkedQueue<>();
  private final AtomicInteger made = new AtomicInteger();
  private volatile double die;
  private MemcachedServer server;
  private MemcachedStore store;
  private FragmentCache cache;

  @BeforeEach
  void start() throws IOException {
    server = new MemcachedServer(0, 8 << 20, clock);
    store = await().atMost(LIMIT).until(this::opened, FragmentCacheTest::isConnected);
    RandomGenerator dice = new ConstantDie();
    cache = new FragmentCache(store, FragmentLifetime.USUAL, clock, dice, outcomes::add);
  }

  /// The library connects in the background when the machine is too busy for that.
  private static boolean isConnected(MemcachedStore opened) {
    if (opened.get(KEY) instanceof FragmentStore.Lookup.Missing) {
      return true;
    }
    opened.close();
    return false;
  }

  private MemcachedStore opened() throws IOException {
    HostPort address = new HostPort("127.0.0.1", server.port());
    return new MemcachedStore(List.of(address), LIMIT, "test-", clock);
  }

  @AfterEach
  void stop() {
    store.close();
    server.close();
  }

  @Test
  void whatWasMadeOnceIsFound() throws Exception {
    assertThat(text(cache.get(KEY, this::make))).isEqualTo("made 1");
    assertThat(text(cache.get(KEY, this::make))).isEqualTo("made 1");
    assertThat(outcomes).containsExactly(FragmentOutcome.MISS, FragmentOutcome.HIT);
  }

  @Test
  void anotherRevisionIsMadeAtOnce() throws Exception {
    cache.get(KEY, this::make);

    assertThat(text(cache.get(FragmentKey.of("page", "2", "/"), this::make))).isEqualTo("made 2");
  }

  @Test
  void thatThereIsNothingIsRememberedBriefly() throws Exception {
    FragmentSource<IOException> nothing =
        () -> {
          made.incrementAndGet();
          return null;
        };
    assertThat(cache.get(KEY, nothing)).isNull();
    assertThat(cache.get(KEY, nothing)).isNull();
    assertThat(made).hasValue(1);

    // 5 s, jittered by at most 10 %
    clock.advance(Duration.ofMillis(5500));
    assertThat(cache.get(KEY, nothing)).isNull();
    assertThat(made).hasValue(2);
    assertThat(outcomes)
        .containsExactly(FragmentOutcome.MISS, FragmentOutcome.HIT_ABSENT, FragmentOutcome.MISS);
  }

  @Test
  void fragmentsExpireWithinTenPercentOfTheirLifetime() throws Exception {
    die = 0.999;
    cache.get(KEY, this::make);
    die = 0;

    clock.advance(Duration.ofMinutes(10));
    assertThat(text(cache.get(KEY, this::make))).isEqualTo("made 1");
    clock.advance(Duration.ofMinutes(1));
    assertThat(text(cache.get(KEY, this::make))).isEqualTo("made 2");
  }

  @Test
  void somebodyMakesItAnewInTheBackgroundShortlyBeforeItExpires() throws Exception {
    FragmentSource<IOException> costly =
        () -> {
          clock.advance(Duration.ofSeconds(2));
          return make();
        };
    cache.get(KEY, costly);
    // lifetime 9 min at die 0; with 2 s cost and die .99 the head start is 9.2 s
    clock.advance(Duration.ofMinutes(9).minusSeconds(8));
    die = 0.99;

    assertThat(text(cache.get(KEY, costly))).isEqualTo("made 1");
    await().atMost(LIMIT).untilAsserted(() -> assertThat(made).hasValue(2));
    die = 0;
    await()
        .atMost(LIMIT)
        .untilAsserted(() -> assertThat(text(cache.get(KEY, costly))).isEqualTo("made 2"));
    assertThat(outcomes).contains(FragmentOutcome.EARLY_REFRESH);
  }

  @Test
  void manyThatMissAtOnceLetOneMakeIt() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    AtomicInteger asking = new AtomicInteger();
    List<Future<String>> answers = new ArrayList<>();
    try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 20; i++) {
        answers.add(
            readers.submit(() -> {
              asking.incrementAndGet();
              return text(
                  cache.get(
                      KEY,
                      () -> {
                        gate.await();
                        return make();
                      }));
            }));
      }
      await().atMost(LIMIT).until(() -> asking.get() == 20);
      gate.countDown();
      for (Future<String> answer : answers) {
        assertThat(answer.get()).isEqualTo("made 1");
      }
    }
    assertThat(made).hasValue(1);
    assertThat(outcomes).contains(FragmentOutcome.MISS);
  }

  @Test
  void aLeaderThatFailsLeavesItsFollowersToThemselves() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    CountDownLatch leading = new CountDownLatch(1);
    try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<String> leader =
          readers.submit(() ->
              text(
                  cache.get(
                      KEY,
                      () -> {
                        leading.countDown();
                        gate.await();
                        throw new IOException("database down");
                      })));
      leading.await();
      Future<String> follower = readers.submit(() -> text(cache.get(KEY, this::make)));
      gate.countDown();

      assertThat(follower.get()).isEqualTo("made 1");
      assertThatThrownBy(leader::get).hasRootCauseMessage("database down");
    }
  }

  @Test
  void aDamagedValueIsMadeAnew() throws Exception {
    store.set(KEY, Duration.ofMinutes(1), "planted".getBytes(StandardCharsets.UTF_8));

    assertThat(text(cache.get(KEY, this::make))).isEqualTo("made 1");
    assertThat(outcomes).containsExactly(FragmentOutcome.REFUSED);
    assertThat(text(cache.get(KEY, this::make))).isEqualTo("made 1");
  }

  @Test
  void contentTooLargeForMemcachedIsServedAllTheSame() throws Exception {
    byte[] large = new byte[1_000_001];

    assertThat(cache.get(KEY, () -> large)).hasSize(1_000_001);
    assertThat(cache.get(KEY, () -> large)).hasSize(1_000_001);
    assertThat(outcomes).containsExactly(FragmentOutcome.MISS, FragmentOutcome.MISS);
  }

  private byte[] make() {
    return ("made " + made.incrementAndGet()).getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte @Nullable [] content) {
    return content == null ? "nothing" : new String(content, StandardCharsets.UTF_8);
  }

  /// Shows what the test last said.
  private final class ConstantDie implements RandomGenerator {
    @Override
    public long nextLong() {
      return 0;
    }

    @Override
    public double nextDouble() {
      return die;
    }
  }
}
