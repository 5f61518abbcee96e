package dev.weir.edge.forward;

import dev.weir.edge.balance.UpstreamGroup;
import dev.weir.edge.refuse.ErrorPages;
import dev.weir.runtime.upstream.UpstreamClient;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// The handler of routes that lead to an upstream group: passes each request on and its answer
/// back, without ever waiting.
public final class Forwarding extends Handler.Abstract.NonBlocking {

  private final Hop hop;

  /// @param pseudonym our name in Via
  public Forwarding(
      UpstreamGroup group, UpstreamClient client, ErrorPages errorPages, String pseudonym) {
    this.hop = Hop.to(group, client, errorPages, pseudonym);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    new ForwardedExchange(hop, request, response, callback).start();
    return true;
  }
}
