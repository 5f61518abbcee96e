package dev.weir.edge;

import dev.weir.edge.balance.AddressBook;
import dev.weir.edge.balance.Resolver;
import dev.weir.edge.balance.UpstreamGroup;
import dev.weir.edge.balance.UpstreamSettings;
import dev.weir.edge.balance.choose.Health;
import dev.weir.runtime.lifecycle.Condition;
import dev.weir.runtime.lifecycle.Readiness;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// All upstream groups by name, their addresses kept current while this is open.
final class Upstreams implements AutoCloseable {

  private static final Duration ADDRESSES_STAY_CURRENT_FOR = Duration.ofSeconds(3);

  private final Map<String, UpstreamGroup> groups = new TreeMap<>();
  private final AddressBook addressBook;
  private final InstantSource clock;

  Upstreams(Map<String, UpstreamSettings> settings, InstantSource clock) {
    settings.forEach((name, group) ->
        groups.put(name, new UpstreamGroup(name, group, Resolver.system(), clock)));
    this.addressBook = new AddressBook(groups.values(), ADDRESSES_STAY_CURRENT_FOR);
    this.clock = clock;
  }

  /// Waits for the first look-up of every host name.
  void start() {
    addressBook.start();
  }

  UpstreamGroup group(String name) {
    return Objects.requireNonNull(groups.get(name));
  }

  Collection<UpstreamGroup> groups() {
    return groups.values();
  }

  /// A group in trouble makes the edge degraded, not down: other routes are served all the same.
  void report(Readiness readiness) {
    for (UpstreamGroup group : groups.values()) {
      readiness.check("upstream " + group.name(), () -> condition(group));
    }
  }

  private Condition condition(UpstreamGroup group) {
    if (group.members().isEmpty()) {
      return Condition.degraded("no address is known");
    }
    boolean anyUp =
        group.members().stream()
            .anyMatch(member -> member.health().state(clock.instant()) == Health.State.UP);
    return anyUp ? Condition.UP : Condition.degraded("every server has failed");
  }

  @Override
  public void close() {
    addressBook.close();
  }
}
