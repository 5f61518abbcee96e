package dev.weir.edge;

import dev.weir.edge.files.FileSettings;
import dev.weir.edge.files.StaticFiles;
import dev.weir.edge.forward.Forwarding;
import dev.weir.edge.refuse.ErrorPages;
import dev.weir.edge.refuse.Refusal;
import dev.weir.edge.route.Route;
import dev.weir.edge.route.RouteSettings;
import dev.weir.edge.route.RouteTable;
import dev.weir.edge.route.RouteTarget;
import dev.weir.edge.route.Routing;
import dev.weir.runtime.upstream.UpstreamClient;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.jetty.server.Handler;

/// Makes the routing table and, for every target in it, the handler that serves it.
record Routes(
    EdgeSettings settings,
    Upstreams upstreams,
    UpstreamClient client,
    ErrorPages errorPages,
    InstantSource clock) {

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
      case RouteTarget.Upstream(String group) ->
          new Forwarding(upstreams.group(group), client, errorPages, settings.name());
      case RouteTarget.Files(int _) ->
          files(Objects.requireNonNull(configured.files()), configured);
    };
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
