package dev.weir.edge.observe;

import dev.weir.edge.balance.Member;
import dev.weir.edge.balance.UpstreamGroup;
import dev.weir.edge.balance.choose.Health;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The admin page `/upstreams`: every server of every group as the balancer sees it now.
public final class UpstreamsPage {

  private final Collection<UpstreamGroup> groups;
  private final InstantSource clock;

  /// One server. `lastFailure` is absent if the last exchange went well.
  public record Server(
      String server,
      String state,
      int inFlight,
      long exchanges,
      long failures,
      @Nullable String lastFailure) {}

  public UpstreamsPage(Collection<UpstreamGroup> groups, InstantSource clock) {
    this.groups = List.copyOf(groups);
    this.clock = clock;
  }

  public Map<String, List<Server>> facts() {
    Instant now = clock.instant();
    Map<String, List<Server>> facts = new TreeMap<>();
    for (UpstreamGroup group : groups) {
      facts.put(group.name(), group.members().stream().map(member -> server(member, now)).toList());
    }
    return facts;
  }

  private static Server server(Member member, Instant now) {
    Health health = member.health();
    return new Server(
        member.toString(),
        health.state(now).name().toLowerCase(Locale.ROOT).replace('_', ' '),
        member.inFlight(),
        member.exchanges(),
        member.failures(),
        health.fails() == 0 ? null : health.lastFailure().toString());
  }
}
