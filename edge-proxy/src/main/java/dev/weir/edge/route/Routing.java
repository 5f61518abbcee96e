package dev.weir.edge.route;

import dev.weir.edge.observe.Exchange;
import dev.weir.edge.refuse.ErrorPages;
import dev.weir.edge.refuse.Refusal;
import dev.weir.edge.route.RouteDecision.Found;
import dev.weir.edge.route.RouteDecision.NotFound;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// The fork in the handler tree: hands each request to what serves its route, or answers 404.
public final class Routing extends Handler.AbstractContainer {

  private final RouteTable table;
  private final Map<RouteTarget, Handler> handlers;
  private final ErrorPages errorPages;

  /// @param handlers one for every target in the table; each must be non-blocking
  public Routing(RouteTable table, Map<RouteTarget, Handler> handlers, ErrorPages errorPages) {
    this.table = table;
    this.handlers = Map.copyOf(handlers);
    this.errorPages = errorPages;
    this.handlers.values().forEach(this::addBean);
  }

  @Override
  public List<Handler> getHandlers() {
    return List.copyOf(handlers.values());
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    String host = Request.getServerName(request);
    RouteDecision decision =
        table.decide(host == null ? "" : host.toLowerCase(Locale.ROOT), path(request));
    return switch (decision) {
      case Found(Route route) -> {
        Exchange.of(request).route(route.name());
        Handler handler = handlers.get(route.target());
        yield handler != null && handler.handle(request, response, callback);
      }
      case NotFound(_) -> {
        errorPages.refuse(Refusal.of(404), request, response, callback);
        yield true;
      }
    };
  }

  /// `OPTIONS *` is for the server as a whole (RFC 9112 §3.2.4): for whoever serves its root.
  private static String path(Request request) {
    String path = Request.getPathInContext(request);
    return path == null || path.equals("*") ? "/" : path;
  }

  @Override
  public InvocationType getInvocationType() {
    return InvocationType.NON_BLOCKING;
  }
}
