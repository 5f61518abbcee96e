package dev.weir.cache.deliver;

import dev.weir.cache.exchange.Account;
import dev.weir.cache.exchange.ClientExchange;
import dev.weir.cache.partial.PartialResponse;
import dev.weir.http.representation.ByteRange;
import dev.weir.http.representation.ContentRange;
import dev.weir.http.representation.Preconditions;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;

/// Answers a client's GET of a range from parts that cover it: always as a part, never as more than
/// it is (RFC 9111 §3.3).
public final class PartDelivery {

  private final NodeFields node;

  /// @param node how the node shows itself
  public PartDelivery(NodeFields node) {
    this.node = node;
  }

  /// Answers the exchange with octets that are held.
  public void deliver(
      ClientExchange exchange,
      PartialResponse held,
      ByteRange range,
      Account account,
      Instant now) {
    ReadyHead head = ReadyHead.of(held.head());
    exchange.note(account);
    switch (Preconditions.evaluate("GET", exchange.fields(), head.validators())) {
      case PROCEED -> part(exchange, held, range, now);
      case NOT_MODIFIED -> {
        exchange.response().setStatus(304);
        head.addNotModifiedTo(exchange.response().getHeaders());
        trace(exchange, held, now);
        exchange.sendHeadOnly();
      }
      case FAILED -> {
        exchange.response().setStatus(412);
        exchange.response().write(true, null, exchange.ending());
      }
    }
  }

  private void part(ClientExchange exchange, PartialResponse held, ByteRange range, Instant now) {
    Response clientResponse = exchange.response();
    HttpFields.Mutable fields = clientResponse.getHeaders();
    clientResponse.setStatus(206);
    ReadyHead.of(held.head()).addTo(fields);
    fields.put(HttpHeader.CONTENT_RANGE, ContentRange.of(range, held.length()).toString());
    fields.put(HttpHeader.CONTENT_LENGTH, range.length());
    trace(exchange, held, now);
    List<ByteBuffer> octets = held.content(range).duplicate();
    BufferedWrite.last(clientResponse, octets, exchange.ending());
  }

  private void trace(ClientExchange exchange, PartialResponse held, Instant now) {
    HttpFields.Mutable fields = exchange.response().getHeaders();
    fields.add(HttpHeader.AGE, held.head().facts().currentAge(now).toSeconds());
    node.addHit(fields, exchange.account().cacheStatus());
  }
}
