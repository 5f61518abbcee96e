package dev.weir.cache.store;

import static dev.weir.cache.store.StoredResponses.NOW;
import static dev.weir.cache.store.StoredResponses.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cache.store.StoreProbe.Found;

/// So many small responses that something happens to some of them.
final class ManyResponses {

  static final int LENGTH = 3000;
  static final int MANY = 200;

  private ManyResponses() {}

  /// Returns when they have been written.
  static void put(ResponseStore store) {
    for (int i = 0; i < MANY; i++) {
      store.put(StoredResponses.patterned("/" + i, LENGTH), NOW);
    }
    StoreProbe.settle(store);
  }

  /// How many are found; each of them must be right.
  static int found(ResponseStore store) throws Exception {
    int count = 0;
    for (int i = 0; i < MANY; i++) {
      Found found = StoreProbe.find(store, key("/" + i));
      if (found != null) {
        assertThat(found.content()).isEqualTo(StoredResponses.pattern("/" + i, LENGTH));
        count++;
      }
    }
    return count;
  }
}
