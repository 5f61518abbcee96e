package dev.weir.cache.store;

import static dev.weir.cache.store.StoredResponses.NOW;
import static dev.weir.cache.store.StoredResponses.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cache.entry.StoredResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ResponseStoreTest {

  private static final long LIMIT = 100_000;

  private ResponseStore store;

  @BeforeEach
  void open() {
    store = new ResponseStore(new StoreLimits(LIMIT, 20_000, 3));
  }

  @AfterEach
  void close() {
    store.close();
  }

  private long bytesPresent(int keys) {
    long bytes = 0;
    for (int i = 0; i < keys; i++) {
      Variants variants = store.peek(key("/" + i));
      bytes += variants == null ? 0 : variants.octets();
    }
    return bytes;
  }

  @Test
  void bytesNeverExceedTheLimitAndAreExact() {
    for (int i = 0; i < 200; i++) {
      store.put(StoredResponses.of("/" + i, 1000 + i * 10), NOW);
      assertThat(store.figures().bytes()).isLessThanOrEqualTo(LIMIT);
    }
    assertThat(store.figures().bytes()).isEqualTo(bytesPresent(200));
    assertThat(store.figures().uris() + store.figures().evicted() + store.figures().notAdmitted())
        .isEqualTo(200);
  }

  @Test
  void accountStaysExactUnderConcurrentChanges() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Callable<Integer>> changes = new ArrayList<>();
      for (int thread = 0; thread < 4; thread++) {
        var random = new Random(thread);
        changes.add(() -> {
          for (int i = 0; i < 3000; i++) {
            change(random);
          }
          return 0;
        });
      }
      for (Future<Integer> done : threads.invokeAll(changes)) {
        done.get();
      }
    }
    assertThat(store.figures().bytes()).isEqualTo(bytesPresent(100)).isLessThanOrEqualTo(LIMIT);
  }

  private void change(Random random) {
    String path = "/" + random.nextInt(100);
    switch (random.nextInt(4)) {
      case 0 -> store.invalidate(key(path));
      case 1 -> store.get(key(path));
      default -> store.put(StoredResponses.of(path, random.nextInt(5000)), NOW);
    }
  }

  @Test
  void whatIsUsedOutlivesWhatIsNot() {
    store.put(StoredResponses.of("/hot", 1000), NOW);
    for (int i = 0; i < 1000; i++) {
      store.get(key("/hot"));
      store.put(StoredResponses.of("/cold" + i, 1000), NOW);
      // While full, a response is let in when it has been seen before.
      store.put(StoredResponses.of("/cold" + i, 1000), NOW);
    }
    assertThat(store.peek(key("/hot"))).isNotNull();
    assertThat(store.peek(key("/cold0"))).isNull();
  }

  @Test
  void whatIsSeenOnceDisplacesNothingWhileTheStoreIsFull() {
    int fits = (int) (LIMIT / StoredResponses.of("/0", 1000).octets());
    for (int i = 0; i < fits; i++) {
      store.put(StoredResponses.of("/" + i, 1000), NOW);
    }
    for (int i = 0; i < 1000; i++) {
      store.put(StoredResponses.of("/once" + i, 1000), NOW);
    }

    assertThat(store.figures().evicted()).isLessThan(fits / 10);
    assertThat(store.figures().notAdmitted()).isGreaterThan(900);
  }

  @Test
  void responseThatIsTooLargeIsRefusedAndItsPredecessorRemoved() {
    store.put(StoredResponses.of("/a", 1000), NOW);
    store.put(StoredResponses.of("/a", 30_000), NOW);

    assertThat(store.peek(key("/a"))).isNull();
    assertThat(store.figures().refused()).isEqualTo(1);
    assertThat(store.figures().bytes()).isZero();
  }

  @Test
  void responseTakesThePlaceOfTheOneSelectedByTheSameValues() {
    store.put(StoredResponses.variant("/a", "de"), NOW);
    store.put(StoredResponses.variant("/a", "fr"), NOW);
    store.put(StoredResponses.variant("/a", "de"), NOW);

    assertThat(languages("/a")).containsExactly("de", "fr");
  }

  @Test
  void leastRecentlyUsedVariantMakesRoom() {
    store.put(StoredResponses.variant("/a", "de"), NOW);
    store.put(StoredResponses.variant("/a", "fr"), NOW);
    store.put(StoredResponses.variant("/a", "it"), NOW);
    for (Variant variant : variants("/a")) {
      if ("de".equals(variant.response().selecting().value("accept-language"))) {
        variant.use(NOW.plusSeconds(1));
      }
    }
    store.put(StoredResponses.variant("/a", "es"), NOW);

    assertThat(languages("/a")).containsExactly("es", "it", "de");
  }

  @Test
  void responseWithoutVaryReplacesAllVariants() {
    store.put(StoredResponses.variant("/a", "de"), NOW);
    store.put(StoredResponses.of("/a", 10), NOW);

    assertThat(variants("/a")).hasSize(1);
  }

  @Test
  void validatedResponseTakesThePlaceOfTheOneItWasMadeFrom() {
    StoredResponse old = StoredResponses.of("/a", 10);
    store.put(old, NOW);
    StoredResponse fresh = old.withFreshened(old.fields().plus("X-New", "1"), old.facts());

    store.update(old, fresh, NOW);

    assertThat(variants("/a").getFirst().response().fields().contains("X-New")).isTrue();
    assertThat(store.figures().bytes()).isEqualTo(fresh.octets());
  }

  @Test
  void validatedResponseThatWasInvalidatedMeanwhileIsNotBroughtBack() {
    StoredResponse old = StoredResponses.of("/a", 10);
    store.put(old, NOW);
    store.invalidate(key("/a"));

    store.update(old, old.withFreshened(old.fields(), old.facts()), NOW);

    assertThat(store.peek(key("/a"))).isNull();
  }

  private List<Variant> variants(String path) {
    Variants variants = store.peek(key(path));
    return variants == null ? List.of() : variants.all();
  }

  private List<String> languages(String path) {
    return variants(path).stream()
        .map(variant -> variant.response().selecting().values().get("accept-language"))
        .toList();
  }
}
