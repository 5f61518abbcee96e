package dev.weir.edge.admit;

import dev.weir.edge.observe.Client;
import dev.weir.edge.observe.Exchange;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// The first handler of all: gives each request an id and finds out who sent it.
public final class Arrival extends Handler.Wrapper {

  private final Clients clients;
  private final RequestIds ids;

  public Arrival(Clients clients, RequestIds ids, Handler next) {
    super(next);
    this.clients = clients;
    this.ids = ids;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    Client client = clients.of(request);
    new Exchange(ids.of(request.getHeaders(), client), client).accompany(request);
    return super.handle(request, response, callback);
  }
}
