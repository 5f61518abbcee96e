package dev.weir.cache.store;

import static dev.weir.cache.store.StoredResponses.NOW;
import static dev.weir.cache.store.StoredResponses.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.cache.entry.CacheGroups;
import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.entry.StoredFacts;
import dev.weir.cache.entry.StoredResponse;
import dev.weir.cache.store.StoreProbe.Found;
import dev.weir.cache.store.segment.Disk;
import dev.weir.testing.ManualClock;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is purged is found wherever it lies, on disk too, and does not come back with the next
/// start.
class PurgeTest {

  private static final CacheGroups NEWS = new CacheGroups(Set.of("news"));

  @TempDir private Path folder;
  private ResponseStore store;

  @BeforeEach
  void open() throws Exception {
    store =
        DiskStores.open(
            DiskStores.settings(folder, DiskStores.CAPACITY, Disk.LOCAL), 0, new ManualClock());
  }

  @AfterEach
  void close() {
    store.close();
  }

  private void restart() throws Exception {
    store.close();
    open();
    StoreProbe.load(store);
  }

  private boolean isThere(String path) throws Exception {
    return StoreProbe.find(store, key(path)) != null;
  }

  private void put(String path, String field, String value) {
    StoredResponse plain = StoredResponses.patterned(path, 700);
    store.put(plain.withFreshened(plain.fields().plus(field, value), plain.facts()), NOW);
  }

  @Test
  void keysOnDiskAreFoundByAPattern() throws Exception {
    for (int i = 0; i < 50; i++) {
      store.put(StoredResponses.of("/a/" + i, 300), NOW);
      store.put(StoredResponses.of("/b/" + i, 300), NOW);
    }
    restart();

    List<CacheKey> found = store.keys(key -> key.pathAndQuery().startsWith("/a/"));
    assertThat(found).hasSize(50).contains(key("/a/7"));
    assertThat(found.stream().mapToInt(store::remove).sum()).isEqualTo(50);
    assertThat(store.flush()).isTrue();
    restart();
    assertThat(isThere("/a/7")).isFalse();
    assertThat(isThere("/b/7")).isTrue();
    assertThat(store.figures().disks().getFirst().responses()).isEqualTo(50);
  }

  @Test
  void whatIsOnItsWayToDiskWhenItsPatternIsPurgedStaysGone() throws Exception {
    for (int i = 0; i < 100; i++) {
      store.put(StoredResponses.of("/" + i, 20_000), NOW);
    }
    store.keys(key -> true).forEach(store::remove);
    restart();

    assertThat(store.figures().disks().getFirst().responses()).isZero();
  }

  // RFC 9875 §3
  @Test
  void groupsAreKnownAfterARestart() throws Exception {
    put("/in", "Cache-Groups", "\"news\", \"sport\"");
    put("/other", "Cache-Groups", "\"sport\"");
    put("/elsewhere", "X-Groups", "\"news\"");
    restart();

    assertThat(store.keys(NEWS, "http://site.test")).containsExactly(key("/in"));
    assertThat(store.keys(NEWS, "http://other.test")).isEmpty();
    assertThat(store.keys(NEWS, null)).containsExactly(key("/in"));
    store.invalidate(key("/in"));
    assertThat(store.keys(NEWS, null)).isEmpty();
  }

  @Test
  void groupPurgedWhileTheDirectoryIsBeingReadDoesNotAppearLater() throws Exception {
    for (int i = 0; i < 300; i++) {
      put("/" + i, "Cache-Groups", "\"news\"");
    }
    store.close();
    open();
    store.keys(NEWS, "http://site.test").forEach(store::invalidate);
    StoreProbe.load(store);

    assertThat(store.figures().disks().getFirst().responses()).isZero();
    restart();
    assertThat(store.figures().disks().getFirst().responses()).isZero();
  }

  @Test
  void groupPurgedBeforeItsResponseIsWrittenDoesNotAppear() throws Exception {
    for (int i = 0; i < 100; i++) {
      put("/" + i, "Cache-Groups", "\"news\"");
    }
    store.keys(NEWS, "http://site.test").forEach(store::invalidate);
    restart();

    assertThat(store.figures().disks().getFirst().responses()).isZero();
  }

  @Test
  void responsesThatAnswerOtherQueriesAreKnownAfterARestart() throws Exception {
    put("/list?a=1&t=5", "No-Vary-Search", "params=(\"t\")");
    restart();

    assertThat(store.equivalents(key("/list?a=1&t=6"))).containsExactly(key("/list?a=1&t=5"));
    assertThat(store.equivalents(key("/list?a=2&t=6"))).isEmpty();
  }

  @Test
  void whatIsMadeStaleIsSoAtOnceAndAfterARestart() throws Exception {
    StoredResponse response = StoredResponses.patterned("/a", 40_000);
    store.put(response, NOW);
    StoreProbe.settle(store);

    assertThat(store.makeStale(key("/a"), NOW.plusSeconds(3))).isEqualTo(1);
    assertStale();
    restart();
    assertStale();
  }

  @Test
  void whatIsMadeStaleWhileItIsReadBackDoesNotGetIntoMemoryFresh() throws Exception {
    store.close();
    FaultyDisk disk = new FaultyDisk();
    store =
        DiskStores.open(
            DiskStores.settings(folder, DiskStores.CAPACITY, disk), 0, new ManualClock());
    store.put(StoredResponses.patterned("/a", FaultyDisk.LONG), NOW);
    StoreProbe.settle(store);
    store.close();
    store =
        DiskStores.open(
            DiskStores.settings(folder, DiskStores.CAPACITY, disk), 1 << 20, new ManualClock());
    StoreProbe.load(store);
    CountDownLatch read = new CountDownLatch(1);
    CountDownLatch written = new CountDownLatch(1);
    disk.unread = read;
    disk.stuck = written;
    CompletableFuture<Recall> recalled = new CompletableFuture<>();
    store.recall(key("/a"), _ -> true, NOW, recalled::complete);
    await().atMost(20, TimeUnit.SECONDS).until(() -> disk.isAskedFor);
    store.makeStale(key("/a"), NOW.plusSeconds(3));
    read.countDown();
    assertThat(recalled.get(20, TimeUnit.SECONDS)).isInstanceOf(Recall.Found.class);

    assertThat(store.peek(key("/a"))).isNull();
    written.countDown();
    StoreProbe.settle(store);
    assertStale();
  }

  private void assertStale() throws Exception {
    Found found = StoreProbe.found(store, key("/a"));
    assertThat(found.response().facts().flags()).contains(StoredFacts.Flag.PURGED);
    assertThat(found.response().facts().expiry()).isEqualTo(NOW.plusSeconds(3));
    assertThat(found.content()).isEqualTo(StoredResponses.pattern("/a", 40_000));
  }
}
