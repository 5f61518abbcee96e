package dev.weir.cache.store;

import static dev.weir.cache.store.StoredResponses.NOW;
import static dev.weir.cache.store.StoredResponses.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cache.entry.StoredResponse;
import dev.weir.cache.store.StoreProbe.Found;
import dev.weir.http.Fields;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What every store does, whatever its tiers.
abstract class ResponseStoreContract {

  @TempDir Path folder;
  private ResponseStore store;

  /// A store, opened, that takes content of up to 64 KiB.
  abstract ResponseStore open(Path directory) throws Exception;

  @BeforeEach
  void openStore() throws Exception {
    store = open(folder);
    StoreProbe.load(store);
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  private void put(StoredResponse response) {
    store.put(response, NOW);
    StoreProbe.settle(store);
  }

  private boolean isThere(String path) throws Exception {
    return StoreProbe.find(store, key(path)) != null;
  }

  private Found found(String path) throws Exception {
    return StoreProbe.found(store, key(path));
  }

  private @Nullable Found variant(String path, String language) throws Exception {
    return StoreProbe.find(
        store, key(path), selecting -> language.equals(selecting.value("accept-language")));
  }

  @Test
  void whatIsStoredIsFoundAsItWas() throws Exception {
    StoredResponse response = StoredResponses.patterned("/a", 50_000);
    put(response);

    Found found = found("/a");
    assertThat(found.content()).isEqualTo(StoredResponses.pattern("/a", 50_000));
    assertThat(found.response().key()).isEqualTo(response.key());
    assertThat(found.response().status()).isEqualTo(200);
    assertThat(found.response().fields()).isEqualTo(response.fields());
    assertThat(found.response().facts()).isEqualTo(response.facts());
    assertThat(found.response().selecting()).isEqualTo(response.selecting());
    assertThat(found.response().ruleName()).isEqualTo(response.ruleName());
  }

  @Test
  void contentMayBeEmpty() throws Exception {
    put(StoredResponses.of("/a", 0));

    assertThat(found("/a").content()).isEmpty();
  }

  @Test
  void whatWasNeverStoredIsNotFound() throws Exception {
    put(StoredResponses.of("/a", 10));

    assertThat(isThere("/b")).isFalse();
  }

  @Test
  void laterResponseTakesThePlaceOfTheEarlier() throws Exception {
    put(StoredResponses.of("/a", 10));
    put(StoredResponses.patterned("/a", 2000));

    assertThat(found("/a").content()).isEqualTo(StoredResponses.pattern("/a", 2000));
  }

  // RFC 9111 §4.1
  @Test
  void variantsStandBesideEachOther() throws Exception {
    put(StoredResponses.variant("/a", "de"));
    put(StoredResponses.variant("/a", "fr"));

    assertThat(variant("/a", "de")).isNotNull();
    assertThat(variant("/a", "fr")).isNotNull();
    assertThat(variant("/a", "it")).isNull();
  }

  @Test
  void responseWithoutVaryReplacesAllVariants() throws Exception {
    put(StoredResponses.variant("/a", "de"));
    put(StoredResponses.of("/a", 10));

    assertThat(variant("/a", "de")).isNull();
    assertThat(isThere("/a")).isTrue();
  }

  @Test
  void whatIsInvalidatedIsGoneAtOnce() throws Exception {
    put(StoredResponses.variant("/a", "de"));
    put(StoredResponses.variant("/a", "fr"));

    assertThat(store.invalidate(key("/a"))).isTrue();
    assertThat(isThere("/a")).isFalse();
    assertThat(store.invalidate(key("/a"))).isFalse();
  }

  @Test
  void whatIsInvalidatedBeforeItIsWrittenDoesNotAppear() throws Exception {
    for (int i = 0; i < 200; i++) {
      store.put(StoredResponses.of("/" + i, 1000), NOW);
      store.invalidate(key("/" + i));
    }
    StoreProbe.settle(store);

    for (int i = 0; i < 200; i++) {
      assertThat(isThere("/" + i)).isFalse();
    }
  }

  // RFC 9111 §4.3.4
  @Test
  void validationChangesTheFieldsAndLeavesTheContent() throws Exception {
    StoredResponse old = StoredResponses.patterned("/a", 50_000);
    put(old);
    Fields fields = old.fields().plus("X-New", "1");

    store.update(old, old.withFreshened(fields, old.facts()), NOW);
    StoreProbe.settle(store);

    assertThat(found("/a").response().fields()).isEqualTo(fields);
    assertThat(found("/a").content()).isEqualTo(StoredResponses.pattern("/a", 50_000));
  }

  @Test
  void validatedResponseThatWasInvalidatedMeanwhileIsNotBroughtBack() throws Exception {
    StoredResponse old = StoredResponses.of("/a", 10);
    put(old);
    store.invalidate(key("/a"));

    store.update(old, old.withFreshened(old.fields(), old.facts()), NOW);
    StoreProbe.settle(store);

    assertThat(isThere("/a")).isFalse();
  }

  @Test
  void responseThatIsTooLargeIsRefusedAndItsPredecessorRemoved() throws Exception {
    put(StoredResponses.of("/a", 1000));
    put(StoredResponses.of("/a", 4 << 20));

    assertThat(isThere("/a")).isFalse();
  }
}
