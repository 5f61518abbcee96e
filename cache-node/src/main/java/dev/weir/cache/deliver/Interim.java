package dev.weir.cache.deliver;

import dev.weir.cache.exchange.Client;
import dev.weir.cache.exchange.ClientExchange;
import dev.weir.cache.exchange.JettyFields;
import dev.weir.http.HopByHop;
import java.util.Set;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;

/// Passes interim responses on, such as 103 Early Hints (RFC 9110 §15.2, RFC 8297).
public final class Interim {

  private Interim() {}

  /// Sends it ahead of the answer. 100 is not passed on: the server says it itself, when it wants
  /// the content; nor is anything to a client that knows no interim responses.
  public static void relay(ClientExchange exchange, int status, HttpFields received) {
    boolean isUnderstood = Client.of(exchange.request()).knowsInterim();
    // Until the content is asked for nothing may come between.
    boolean isWaiting = exchange.fields().contains("Expect");
    if (status == 100 || !isUnderstood || isWaiting || exchange.response().isCommitted()) {
      return;
    }
    Set<String> nominated = HopByHop.nominated(new JettyFields(received));
    HttpFields.Mutable fields = HttpFields.build();
    for (HttpField field : received) {
      if (!HopByHop.is(field.getName()) && !nominated.contains(field.getLowerCaseName())) {
        fields.add(field);
      }
    }
    exchange.sendInterim(status, fields);
  }
}
