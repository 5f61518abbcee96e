package dev.weir.sample;

import dev.weir.runtime.lifecycle.Condition;
import dev.weir.sample.fragments.FragmentCache;
import dev.weir.sample.fragments.FragmentCounters;
import dev.weir.sample.fragments.FragmentLifetime;
import dev.weir.sample.fragments.FragmentStore;
import dev.weir.sample.fragments.MemcachedStore;
import dev.weir.sample.fragments.NoFragmentStore;
import dev.weir.sample.observe.FragmentsPage;
import dev.weir.sample.provision.MemcachedService;
import dev.weir.sample.provision.MemcachedSettings;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Random;

/// The application's use of memcached, put together: servers, client, cache of fragments, counters.
record FragmentCaching(
    MemcachedService memcached,
    FragmentStore store,
    FragmentCache cache,
    FragmentCounters counters) {

  /// @param parts get what must be closed
  static FragmentCaching open(MemcachedSettings settings, InstantSource clock, OpenParts parts)
      throws IOException {
    MemcachedService memcached =
        parts.add(MemcachedService.open(settings, System.getenv("PATH"), clock));
    FragmentStore store =
        parts.add(
            memcached.servers().isEmpty()
                ? new NoFragmentStore()
                : new MemcachedStore(
                    memcached.servers(), settings.operationTimeout(), settings.keyPrefix(), clock));
    FragmentCounters counters = new FragmentCounters();
    FragmentCache cache =
        new FragmentCache(store, FragmentLifetime.USUAL, clock, new Random(), counters);
    return new FragmentCaching(memcached, store, cache, counters);
  }

  Condition condition() {
    return store.available()
        ? Condition.UP
        : Condition.degraded("memcached does not answer, every page is rendered");
  }

  FragmentsPage page() {
    return FragmentsPage.of(memcached, store, counters);
  }
}
