package dev.weir.cache.deliver;

import dev.weir.cache.exchange.ClientExchange;
import dev.weir.cache.exchange.JettyFields;
import dev.weir.http.HopByHop;
import dev.weir.runtime.tunnel.Tunnel;
import dev.weir.runtime.tunnel.Upgrading;
import dev.weir.runtime.upstream.UpstreamUpgrade;
import java.time.Duration;
import java.util.Set;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;

/// Passes 101 on and joins the two connections (RFC 9110 §7.8).
public final class Joining {

  private Joining() {}

  /// Answers the exchange, of which has been noted what was done; what follows goes through a
  /// tunnel.
  ///
  /// @param idle silence in both directions that ends it
  public static void join(ClientExchange exchange, UpstreamUpgrade upgrade, Duration idle) {
    Request request = exchange.request();
    Tunnel tunnel =
        new Tunnel(
            upgrade.endPoint(),
            upgrade.beginning(),
            idle,
            request.getComponents().getByteBufferPool(),
            request.getComponents().getExecutor());
    exchange.tunnelled(tunnel);
    tunnel.follow(request);
    exchange.response().setStatus(101);
    fields(upgrade.fields(), exchange.response().getHeaders());
    exchange.response().getHeaders().add("Cache-Status", exchange.account().cacheStatus());
    Callback ending = exchange.ending();
    exchange
        .response()
        .write(
            true,
            BufferUtil.EMPTY_BUFFER,
            Callback.from(
                Invocable.InvocationType.NON_BLOCKING,
                ending::succeeded,
                cause -> {
                  tunnel.abandon(cause);
                  ending.failed(cause);
                }));
  }

  private static void fields(HttpFields received, HttpFields.Mutable fields) {
    Set<String> nominated = HopByHop.nominated(new JettyFields(received));
    for (HttpField field : received) {
      if (!HopByHop.is(field.getName()) && !nominated.contains(field.getLowerCaseName())) {
        fields.add(field);
      }
    }
    Upgrading.offer(fields);
  }
}
