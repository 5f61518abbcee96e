package dev.weir.workbench.demo;

import dev.weir.edge.EdgeSettings;
import dev.weir.edge.balance.Balance;
import dev.weir.edge.balance.UpstreamSettings;
import dev.weir.edge.route.RouteSettings;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What an edge's settings say becomes of a request, in words.
final class EdgeHop {

  private EdgeHop() {}

  /// For a path of a site without a route of its own.
  static String of(EdgeSettings settings, String path) {
    Optional<RouteSettings> route =
        settings.routes().stream()
            .filter(it -> it.host() == null && path.startsWith(it.path()))
            .max(Comparator.comparingInt(it -> it.path().length()));
    if (route.isEmpty()) {
      return "has no route for it";
    }
    @Nullable String group = route.get().upstream();
    @Nullable UpstreamSettings upstream = group == null ? null : settings.upstreams().get(group);
    return upstream == null ? "serves it from a folder" : words(upstream);
  }

  private static String words(UpstreamSettings upstream) {
    String whom =
        upstream.balance() == Balance.ROUND_ROBIN
            ? "to the next node in turn"
            : "to a node by "
                + upstream.balance().name().toLowerCase(Locale.ROOT).replace('_', '-');
    return "forwarded " + whom + ", upstream keep-alive " + (upstream.keepAlive() ? "on" : "off");
  }
}
