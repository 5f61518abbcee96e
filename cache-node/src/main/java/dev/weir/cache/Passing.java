package dev.weir.cache;

import dev.weir.cache.decide.Reason;
import dev.weir.cache.deliver.ErrorPages;
import dev.weir.cache.deliver.Interim;
import dev.weir.cache.deliver.NodeFields;
import dev.weir.cache.deliver.Relay;
import dev.weir.cache.download.Download;
import dev.weir.cache.download.DownloadEnd;
import dev.weir.cache.download.DownloadLimits;
import dev.weir.cache.download.DownloadReader;
import dev.weir.cache.exchange.Account;
import dev.weir.cache.exchange.ClientExchange;
import dev.weir.cache.exchange.Hierarchy;
import dev.weir.cache.exchange.ResultTag;
import dev.weir.cache.forward.Answer;
import dev.weir.cache.forward.Ask;
import dev.weir.cache.forward.Attempt;
import dev.weir.cache.forward.Destination;
import dev.weir.cache.forward.ForwardListener;
import dev.weir.cache.forward.Forwarding;
import dev.weir.http.Fwd;
import dev.weir.runtime.upstream.UpstreamFailure;
import java.time.InstantSource;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;

/// Passes requests through that the cache has no part in, content streaming both ways; what they
/// change is dropped from the store.
final class Passing {

  private final Forwarding forwarding;
  private final Invalidation invalidation;
  private final NodeFields node;
  private final Relay relay;
  private final ErrorPages errorPages;
  private final InstantSource clock;

  Passing(
      Forwarding forwarding,
      Invalidation invalidation,
      NodeFields node,
      Relay relay,
      ErrorPages errorPages,
      InstantSource clock) {
    this.forwarding = forwarding;
    this.invalidation = invalidation;
    this.node = node;
    this.relay = relay;
    this.errorPages = errorPages;
    this.clock = clock;
  }

  void pass(ClientExchange exchange, Ask ask) {
    if (isLastHop(exchange)) {
      errorPages.refused(exchange, ask.method().equals("OPTIONS") ? 204 : 405);
      return;
    }
    boolean hasContent = Reception.hasContent(exchange.request());
    Attempt attempt =
        forwarding.pass(ask, hasContent ? exchange.request() : null, new Exchange(exchange, ask));
    exchange.request().addFailureListener(attempt::abort);
  }

  /// RFC 9110 §7.6.2.
  private static boolean isLastHop(ClientExchange exchange) {
    String method = exchange.request().getMethod();
    return (method.equals("TRACE") || method.equals("OPTIONS"))
        && "0".equals(exchange.fields().first("Max-Forwards"));
  }

  /// One request passing through.
  private final class Exchange implements ForwardListener {

    private static final DownloadEnd NOBODY_CARES =
        new DownloadEnd() {
          @Override
          public void whole(java.util.List<java.nio.ByteBuffer> pages) {}

          @Override
          public void lost() {}
        };

    private final ClientExchange exchange;
    private final Ask ask;

    Exchange(ClientExchange exchange, Ask ask) {
      this.exchange = exchange;
      this.ask = ask;
    }

    @Override
    public void onInterim(int status, HttpFields fields) {
      Interim.relay(exchange, status, fields);
    }

    @Override
    public void onAnswer(Answer answer) {
      invalidation.after(ask, answer);
      String status = node.forwarded(Fwd.METHOD).fwdStatus(answer.status()).toString();
      exchange.note(
          new Account(
              ResultTag.TCP_MISS,
              Reason.METHOD,
              null,
              answer.from().hierarchy(),
              status,
              answer.elapsed()));
      Download download =
          Download.passing(
              answer.response().content(),
              answer.response().fields().getLongField(HttpHeader.CONTENT_LENGTH),
              DownloadLimits.keepingUpTo(0),
              NOBODY_CARES,
              clock);
      DownloadReader content = download.open();
      download.start();
      if (content != null) {
        relay.deliver(exchange, answer, content);
      }
    }

    @Override
    public void onFailure(UpstreamFailure failure, @Nullable Destination last) {
      Hierarchy hierarchy = last == null ? Hierarchy.NONE : last.hierarchy();
      exchange.note(new Account(ResultTag.TCP_MISS, Reason.METHOD, null, hierarchy, "", null));
      errorPages.upstreamFailed(exchange, failure.error());
    }
  }
}
