package dev.weir.cache;

import dev.weir.cache.decide.CacheDecision;
import dev.weir.cache.decide.Reason;
import dev.weir.cache.deliver.ErrorPages;
import dev.weir.cache.deliver.Interim;
import dev.weir.cache.deliver.Joining;
import dev.weir.cache.deliver.NodeFields;
import dev.weir.cache.download.Download;
import dev.weir.cache.download.DownloadEnd;
import dev.weir.cache.download.DownloadLimits;
import dev.weir.cache.download.DownloadReader;
import dev.weir.cache.exchange.Account;
import dev.weir.cache.exchange.Ask;
import dev.weir.cache.exchange.ClientExchange;
import dev.weir.cache.exchange.Hierarchy;
import dev.weir.cache.exchange.ResultTag;
import dev.weir.cache.fetch.FetchOutcome;
import dev.weir.cache.fetch.FetchTrouble;
import dev.weir.cache.fetch.Fetching;
import dev.weir.cache.fetch.Waiter;
import dev.weir.cache.forward.Answer;
import dev.weir.cache.forward.Attempt;
import dev.weir.cache.forward.ForwardListener;
import dev.weir.cache.forward.Forwarding;
import dev.weir.cache.invalidate.Invalidating;
import dev.weir.cache.route.Destination;
import dev.weir.http.CacheStatus;
import dev.weir.http.Fwd;
import dev.weir.runtime.tunnel.Upgrading;
import dev.weir.runtime.upstream.UpstreamFailure;
import dev.weir.runtime.upstream.UpstreamUpgrade;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/// Passes requests through that the cache has no part in, content streaming both ways; what they
/// change is dropped from the store.
final class Passing {

  private final Forwarding forwarding;
  private final Fetching fetching;
  private final Invalidating invalidating;
  private final NodeFields node;
  private final Answers answers;
  private final ErrorPages errorPages;
  private final Limits limits;

  Passing(
      Forwarding forwarding,
      Fetching fetching,
      Invalidating invalidating,
      NodeFields node,
      Answers answers,
      Limits limits) {
    this.forwarding = forwarding;
    this.fetching = fetching;
    this.invalidating = invalidating;
    this.node = node;
    this.answers = answers;
    this.errorPages = answers.errorPages();
    this.limits = limits;
  }

  /// What passes, and on which clock.
  ///
  /// @param contentBytes longest content of a request; 0 for any
  /// @param tunnelIdle silence in both directions that ends a WebSocket connection
  record Limits(long contentBytes, Duration tunnelIdle, InstantSource clock) {}

  void pass(ClientExchange exchange, Ask ask) {
    if (isLastHop(exchange)) {
      if (ask.method().equals("OPTIONS")) {
        errorPages.options(exchange, Reception.METHODS);
      } else {
        errorPages.methodNotAllowed(exchange, Reception.METHODS);
      }
      return;
    }
    if (isTooLong(exchange)) {
      errorPages.refused(exchange, 413);
      return;
    }
    LimitedContent content = content(exchange.request());
    Exchange passed = new Exchange(exchange, ask, content);
    Attempt attempt =
        Upgrading.isAsked(exchange.request())
            ? forwarding.upgrade(ask, passed)
            : forwarding.pass(ask, content, passed);
    exchange.request().addFailureListener(attempt::abort);
  }

  private boolean isTooLong(ClientExchange exchange) {
    return limits.contentBytes() > 0 && exchange.request().getLength() > limits.contentBytes();
  }

  private @Nullable LimitedContent content(Request request) {
    long most = limits.contentBytes() == 0 ? Long.MAX_VALUE : limits.contentBytes();
    return Reception.hasContent(request) ? new LimitedContent(request, most) : null;
  }

  /// RFC 9110 §7.6.2.
  private static boolean isLastHop(ClientExchange exchange) {
    String method = exchange.request().getMethod();
    return (method.equals("TRACE") || method.equals("OPTIONS"))
        && "0".equals(exchange.fields().first("Max-Forwards"));
  }

  /// One request passing through.
  private final class Exchange implements ForwardListener, Waiter {

    private static final CacheDecision NO_RETRIEVAL = new CacheDecision.Forward(Reason.METHOD);

    private static final DownloadEnd NOBODY_CARES =
        new DownloadEnd() {
          @Override
          public void whole(java.util.List<java.nio.ByteBuffer> pages) {}

          @Override
          public void lost() {}
        };

    private final ClientExchange exchange;
    private final Ask ask;
    private final @Nullable LimitedContent content;
    private final Reason why;

    Exchange(ClientExchange exchange, Ask ask, @Nullable LimitedContent content) {
      this.exchange = exchange;
      this.ask = ask;
      this.content = content;
      this.why = ask.facts().isRetrieval() ? Reason.BYPASS : Reason.METHOD;
    }

    private CacheStatus.Builder forwarded() {
      return node.forwarded(why == Reason.BYPASS ? Fwd.BYPASS : Fwd.METHOD);
    }

    @Override
    public void onInterim(int status, HttpFields fields) {
      Interim.relay(exchange, status, fields);
    }

    @Override
    public void onAnswer(Answer answer) {
      CompletableFuture<Void> told = invalidating.after(ask, answer);
      if (told.isDone()) {
        goOn(answer);
      } else {
        Executor threads = exchange.request().getComponents().getExecutor();
        var _ = told.whenCompleteAsync((_, _) -> goOn(answer), threads);
      }
    }

    private void goOn(Answer answer) {
      try {
        if (!fetching.adopt(ask, this, answer)) {
          relay(answer);
        }
      } catch (RuntimeException e) {
        // A defect of ours must not leave the client in the dark.
        answer.response().content().fail(e);
        exchange.ending().failed(e);
      }
    }

    private void relay(Answer answer) {
      String status = forwarded().fwdStatus(answer.status()).detail(why.token()).toString();
      exchange.note(
          new Account(
              ResultTag.TCP_MISS, why, null, answer.from().hierarchy(), status, answer.elapsed()));
      Download download =
          Download.passing(
              answer.response().content(),
              answer.response().fields().getLongField(HttpHeader.CONTENT_LENGTH),
              DownloadLimits.PASSING,
              NOBODY_CARES,
              limits.clock());
      DownloadReader reader = download.open();
      download.start();
      if (reader != null) {
        answers.relay().deliver(exchange, answer, reader);
      }
    }

    /// The cache has no part in what follows.
    @Override
    public void onUpgrade(UpstreamUpgrade upgrade, Destination from, Duration elapsed) {
      String status = forwarded().fwdStatus(101).detail(why.token()).toString();
      exchange.note(new Account(ResultTag.TCP_MISS, why, null, from.hierarchy(), status, elapsed));
      Joining.join(exchange, upgrade, limits.tunnelIdle());
    }

    @Override
    public Ask ask() {
      return ask.asGet();
    }

    @Override
    public boolean findsStored() {
      return false;
    }

    @Override
    public boolean makesDo(FetchTrouble trouble) {
      return false;
    }

    /// Of an answer that was taken over: it is at hand, or could not be judged.
    @Override
    public void onOutcome(FetchOutcome outcome) {
      switch (outcome) {
        case FetchOutcome.Arriving arriving ->
            answers.arriving(exchange, ask.key(), NO_RETRIEVAL, arriving);
        case FetchOutcome.Failed(var failure, var last) -> onFailure(failure, last);
        default -> throw new IllegalStateException("told an owner: " + outcome);
      }
    }

    @Override
    public void onFailure(UpstreamFailure failure, @Nullable Destination last) {
      Hierarchy hierarchy = last == null ? Hierarchy.NONE : last.hierarchy();
      String status = forwarded().detail(failure.error().token()).toString();
      exchange.note(new Account(ResultTag.TCP_MISS, why, null, hierarchy, status, null));
      exchange.response().getHeaders().add("Cache-Status", status);
      if (content != null && content.isExceeded()) {
        errorPages.refused(exchange, 413);
      } else {
        errorPages.upstreamFailed(exchange, failure, last);
      }
    }
  }
}
