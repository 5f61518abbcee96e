package dev.weir.edge.forward.local;

import dev.weir.edge.balance.Lease;
import dev.weir.edge.balance.Pick;
import dev.weir.edge.balance.UpstreamGroup;
import dev.weir.edge.forward.Blame;
import dev.weir.edge.forward.fields.ClientResponseFields;
import dev.weir.edge.forward.fields.UpstreamRequestFields;
import dev.weir.edge.observe.Exchange;
import dev.weir.edge.refuse.ErrorPages;
import dev.weir.edge.refuse.Refusal;
import dev.weir.http.ProxyError;
import dev.weir.runtime.tunnel.Tunnel;
import java.time.Duration;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// The handler of routes that lead to a cache node in this process: calls it, on the thread the
/// request came in on.
///
/// The node sees the same fields, and the client the same answer, as with a connection between the
/// two.
public final class LocalNode extends Handler.Abstract {

  private final UpstreamGroup group;
  private final Request.Handler node;
  private final ErrorPages errorPages;
  private final UpstreamRequestFields requestFields;
  private final ClientResponseFields responseFields;

  /// @param node never waits
  /// @param pseudonym our name in Via
  public LocalNode(
      UpstreamGroup group, Request.Handler node, ErrorPages errorPages, String pseudonym) {
    super(node.getInvocationType());
    this.group = group;
    this.node = node;
    this.errorPages = errorPages;
    this.requestFields = new UpstreamRequestFields(pseudonym, group.settings().host());
    this.responseFields = new ClientResponseFields(pseudonym);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    switch (group.pick(() -> "")) {
      case Pick.Picked(Lease lease) -> call(lease, request, response, callback);
      case Pick.NonePicked(var why) -> {
        Exchange.of(request)
            .failed(ProxyError.CONNECTION_LIMIT_REACHED, "no server to ask: " + why);
        errorPages.refuse(Blame.nobody(why), request, response, callback);
      }
    }
    return true;
  }

  private void call(Lease lease, Request request, Response response, Callback callback)
      throws Exception {
    Exchange exchange = Exchange.of(request);
    exchange.attempted(group.name(), lease.member().toString());
    long begunNanos = System.nanoTime();
    LocalRequest shown = new LocalRequest(request, requestFields, lease.member().authority());
    LocalResponse answer = new LocalResponse(shown, response, responseFields, exchange.id());
    Runnable over =
        () -> {
          exchange.upstreamTook(Duration.ofNanos(System.nanoTime() - begunNanos));
          leave(lease, request, exchange);
        };
    Callback ending =
        Callback.from(
            callback.getInvocationType(),
            () -> {
              answer.makeHead();
              over.run();
              callback.succeeded();
            },
            cause -> {
              over.run();
              callback.failed(cause);
            });
    try {
      if (!node.handle(shown, answer, ending)) {
        over.run();
        errorPages.refuse(Refusal.of(404), request, response, callback);
      }
    } catch (Exception | Error e) {
      // Jetty answers for it.
      over.run();
      throw e;
    }
  }

  /// A tunnel takes up room at the node until it is over.
  private static void leave(Lease lease, Request request, Exchange exchange) {
    Tunnel tunnel = Tunnel.of(request);
    if (tunnel == null) {
      lease.release();
    } else {
      exchange.tunnelled(tunnel);
      tunnel.whenOver(_ -> lease.release());
    }
  }
}
