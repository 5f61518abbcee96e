package dev.weir.edge;

import dev.weir.edge.balance.UpstreamGroup;
import dev.weir.edge.files.FileSettings;
import dev.weir.edge.files.StaticFiles;
import dev.weir.edge.forward.Forwarding;
import dev.weir.edge.forward.local.LocalNode;
import dev.weir.edge.refuse.ErrorPages;
import dev.weir.edge.refuse.Refusal;
import dev.weir.edge.route.Route;
import dev.weir.edge.route.RouteSettings;
import dev.weir.edge.route.RouteTable;
import dev.weir.edge.route.RouteTarget;
import dev.weir.edge.route.Routing;
import dev.weir.runtime.upstream.UpstreamAddress;
import dev.weir.runtime.upstream.UpstreamClient;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;

/// Makes the routing table and, for every target in it, the handler that serves it.
record Routes(
    EdgeSettings settings,
    Upstreams upstreams,
    Ways ways,
    ErrorPages errorPages,
    InstantSource clock) {

  /// How servers are reached.
  ///
  /// @param nodes those in this process, by configuration file
  record Ways(UpstreamClient client, Map<String, Request.Handler> nodes) {

    Ways {
      nodes = Map.copyOf(nodes);
    }
  }

  Routing handler() {
    List<Route> routes = new ArrayList<>();
    Map<RouteTarget, Handler> handlers = new HashMap<>();
    for (int i = 0; i < settings.routes().size(); i++) {
      RouteSettings configured = settings.routes().get(i);
      Route route = configured.route(i);
      routes.add(route);
      handlers.computeIfAbsent(route.target(), target -> handler(target, configured));
    }
    return new Routing(new RouteTable(routes), handlers, errorPages);
  }

  private Handler handler(RouteTarget target, RouteSettings configured) {
    return switch (target) {
      case RouteTarget.Upstream(String group) -> upstream(upstreams.group(group));
      case RouteTarget.Files(int _) ->
          files(Objects.requireNonNull(configured.files()), configured);
    };
  }

  private Handler upstream(UpstreamGroup group) {
    UpstreamAddress.Local local = group.settings().local();
    if (local == null) {
      return new Forwarding(group, ways.client(), errorPages, settings.name());
    }
    Request.Handler node = ways.nodes().get(local.file());
    if (node == null) {
      throw new IllegalArgumentException("nobody made a node of " + local);
    }
    return new LocalNode(group, node, errorPages, settings.name());
  }

  private Handler files(FileSettings folder, RouteSettings configured) {
    return new StaticFiles(
        folder,
        configured.path(),
        (status, fields, request, response, callback) ->
            errorPages.refuse(
                new Refusal(status, null, fields.stream().toList(), Refusal.Connection.KEEP),
                request,
                response,
                callback),
        clock);
  }
}
