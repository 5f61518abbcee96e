package dev.weir.cache.store;

import static dev.weir.cache.store.StoredResponses.NOW;
import static dev.weir.cache.store.StoredResponses.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cache.entry.DiskContent;
import dev.weir.cache.store.ring.Lease;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// While memory is full, what is asked for again and again is answered from the page cache, without
/// reading it again, as long as it is what the index has.
class PageCacheTest {

  private static final int LENGTH = 20_000;

  @TempDir private Path folder;
  private ResponseStore store;

  /// Memory full of others, and one response on disk that has been asked for twice.
  @BeforeEach
  void open() throws Exception {
    store = DiskStores.open(folder, 64_000);
    StoreProbe.load(store);
    for (int i = 0; i < 3; i++) {
      store.put(StoredResponses.patterned("/other" + i, LENGTH), NOW);
    }
    store.put(StoredResponses.patterned("/a", LENGTH), NOW);
    StoreProbe.settle(store);
    StoreProbe.found(store, key("/a"));
    StoreProbe.found(store, key("/a"));
  }

  @AfterEach
  void close() {
    store.close();
  }

  private Variant known() {
    Variants variants = Objects.requireNonNull(store.peek(key("/a")), "it is remembered");
    return variants.all().getFirst();
  }

  private @Nullable Lease hold(Instant now) {
    return store.hold(known(), now);
  }

  private long reads() {
    return store.figures().disks().getFirst().hits();
  }

  @Test
  void whereItLiesIsRemembered() throws Exception {
    assertThat(known().response().content()).isInstanceOf(DiskContent.class);
    long before = reads();

    assertThat(StoreProbe.found(store, key("/a")).content())
        .isEqualTo(StoredResponses.pattern("/a", LENGTH));
    assertThat(reads()).isEqualTo(before);
  }

  @Test
  void whatIsRememberedCostsNoMoreThanItsHead() {
    assertThat(known().response().octets()).isLessThan(2000);
  }

  @Test
  void whatWasReplacedIsNotHeld() {
    Variant before = known();
    store.put(StoredResponses.patterned("/a", 300), NOW);

    assertThat(store.hold(before, Instant.EPOCH)).isNull();
  }

  @Test
  void whatWasInvalidatedIsNotHeld() {
    Variant before = known();
    store.invalidate(key("/a"));

    assertThat(store.hold(before, Instant.EPOCH)).isNull();
    assertThat(store.peek(key("/a"))).isNull();
  }

  @Test
  void whatWasVerifiedLongAgoIsReadAgain() {
    assertThat(hold(Instant.EPOCH.plusSeconds(59))).isNotNull();
    assertThat(hold(Instant.EPOCH.plusSeconds(61))).isNull();
  }

  @Test
  void whatHasBeenReadAgainIsHeldAgain() throws Exception {
    StoreProbe.recall(store, key("/a"), Instant.EPOCH.plusSeconds(100));

    assertThat(hold(Instant.EPOCH.plusSeconds(120))).isNotNull();
  }
}
