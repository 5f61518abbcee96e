package dev.weir.sample.observe;

import dev.weir.sample.fragments.FragmentCounters;
import dev.weir.sample.fragments.FragmentOutcome;
import dev.weir.sample.fragments.FragmentStore;
import dev.weir.sample.provision.MemcachedService;
import java.util.LinkedHashMap;
import java.util.Map;

/// The admin page `/fragments`: which memcached there is, whether it answers, and what came of it.
public record FragmentsPage(String memcached, boolean available, Map<String, Long> outcomes) {

  public static FragmentsPage of(
      MemcachedService memcached, FragmentStore store, FragmentCounters counters) {
    Map<String, Long> outcomes = new LinkedHashMap<>();
    for (FragmentOutcome outcome : FragmentOutcome.values()) {
      outcomes.put(outcome.token(), counters.count(outcome));
    }
    return new FragmentsPage(memcached.description(), store.available(), outcomes);
  }
}
