package dev.weir.cache.deliver;

import dev.weir.cache.entry.DiskContent;
import dev.weir.cache.entry.MemoryContent;
import dev.weir.cache.entry.StoredResponse;
import dev.weir.cache.exchange.Account;
import dev.weir.cache.exchange.ClientExchange;
import dev.weir.cache.exchange.ResultTag;
import dev.weir.cache.store.Variant;
import dev.weir.http.FieldSource;
import dev.weir.http.representation.ByteRanges;
import dev.weir.http.representation.Preconditions;
import java.time.Instant;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.jspecify.annotations.Nullable;

/// Answers a client from the store: whole, in part, or by saying that what it has is still good.
///
/// Never waits; content goes out from where it lies. What is in memory is sent by the selector
/// thread, what is on disk by whoever has read it.
public final class StoredDelivery {

  private final NodeFields node;

  /// @param node how the node shows itself
  public StoredDelivery(NodeFields node) {
    this.node = node;
  }

  /// Answers the exchange with a stored response, whether fresh or not: that has been decided.
  public void deliver(ClientExchange exchange, Variant variant, Account account, Instant now) {
    StoredResponse stored = variant.response();
    ReadyHead head = variant.ready(ReadyHead.class, ReadyHead::of);
    exchange.note(account);
    // RFC 9110 §13.2.1: conditions count only where the answer would be 2xx without them.
    if (stored.status() / 100 != 2) {
      whole(exchange, stored, head, now);
      return;
    }
    String method = exchange.request().getMethod();
    switch (Preconditions.evaluate(method, exchange.fields(), head.conditions())) {
      case PROCEED -> proceed(exchange, stored, head, now);
      case NOT_MODIFIED -> notModified(exchange, stored, head, now);
      case FAILED -> bare(exchange, 412);
    }
  }

  private void proceed(
      ClientExchange exchange, StoredResponse stored, ReadyHead head, Instant now) {
    ByteRanges ranges = ranges(exchange, stored, head);
    if (ranges == null) {
      whole(exchange, stored, head, now);
      return;
    }
    fields(exchange, stored, now, head::addTo);
    new PartialContent(stored.content()).send(exchange, ranges);
  }

  /// Null when the whole is to be sent: RFC 9110 §14.2 lets a server ignore a Range, and demands it
  /// where If-Range fails.
  private static @Nullable ByteRanges ranges(
      ClientExchange exchange, StoredResponse stored, ReadyHead head) {
    FieldSource request = exchange.fields();
    String wanted = exchange.isHead() || stored.status() != 200 ? null : request.combined("Range");
    if (wanted == null || !Preconditions.rangeApplies(request, head.validators(), head.date())) {
      return null;
    }
    ByteRanges ranges = ByteRanges.parse(wanted);
    return ranges != null && PartialContent.canSend(stored.content(), ranges) ? ranges : null;
  }

  private void whole(ClientExchange exchange, StoredResponse stored, ReadyHead head, Instant now) {
    Response clientResponse = exchange.response();
    clientResponse.setStatus(stored.status());
    fields(exchange, stored, now, head::addTo);
    clientResponse.getHeaders().put(head.length());
    if (exchange.isHead()) {
      exchange.sendHeadOnly();
    } else {
      switch (stored.content()) {
        case MemoryContent content ->
            BufferedWrite.last(clientResponse, content.duplicate(), exchange.ending());
        case DiskContent content -> DiskWrite.last(exchange, content, 0, content.length());
      }
    }
  }

  private void notModified(
      ClientExchange exchange, StoredResponse stored, ReadyHead head, Instant now) {
    Account account = exchange.account();
    if (account.tag() == ResultTag.TCP_MEM_HIT || account.tag() == ResultTag.TCP_HIT) {
      boolean byTag = exchange.fields().contains("If-None-Match");
      exchange.note(account.tagged(byTag ? ResultTag.TCP_INM_HIT : ResultTag.TCP_IMS_HIT));
    }
    exchange.response().setStatus(304);
    fields(exchange, stored, now, head::addNotModifiedTo);
    exchange.sendHeadOnly();
  }

  private static void bare(ClientExchange exchange, int status) {
    exchange.response().setStatus(status);
    exchange.response().write(true, null, exchange.ending());
  }

  private void fields(
      ClientExchange exchange, StoredResponse stored, Instant now, FieldsOfHead ready) {
    HttpFields.Mutable fields = exchange.response().getHeaders();
    ready.addTo(fields);
    long age = stored.facts().currentAge(now).toSeconds();
    fields.add(HttpHeader.AGE, age);
    node.addHit(fields, exchange.account().cacheStatus());
  }

  /// Which of the ready fields are sent.
  private interface FieldsOfHead {
    void addTo(HttpFields.Mutable fields);
  }
}
