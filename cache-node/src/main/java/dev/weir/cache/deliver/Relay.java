package dev.weir.cache.deliver;

import dev.weir.cache.download.DownloadReader;
import dev.weir.cache.exchange.ClientExchange;
import dev.weir.cache.exchange.JettyFields;
import dev.weir.cache.forward.Answer;
import dev.weir.http.HopByHop;
import dev.weir.http.representation.Preconditions;
import dev.weir.http.representation.Validators;
import dev.weir.runtime.upstream.UpstreamException;
import java.io.IOException;
import java.util.Set;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Passes an upstream response on to a client while it arrives.
///
/// What ends short upstream never ends well here: before the head is out the client gets an error
/// page, afterwards the answer is broken off.
public final class Relay {

  private final NodeFields node;
  private final ErrorPages errorPages;

  /// @param node how the node shows itself
  public Relay(NodeFields node, ErrorPages errorPages) {
    this.node = node;
    this.errorPages = errorPages;
  }

  /// Answers the exchange with a response whose content is read along; what was done has been noted
  /// already.
  public void deliver(ClientExchange exchange, Answer answer, DownloadReader content) {
    Response clientResponse = exchange.response();
    boolean isCurrent = isCurrent(exchange, answer);
    clientResponse.setStatus(isCurrent ? 304 : answer.status());
    fields(exchange, answer);
    if (isCurrent) {
      ReadyHead.dropContentFields(clientResponse.getHeaders());
    }
    if (exchange.isHead() || clientResponse.getStatus() == 304) {
      content.fail(new IOException("the client wants no content"));
      exchange.sendHeadOnly();
    } else {
      content(exchange, answer, content);
    }
  }

  /// Answers with the range the client wants of a whole response that is being stored, or with the
  /// whole where it wants that.
  public void deliverKept(ClientExchange exchange, Answer answer, DownloadReader content) {
    ArrivingRange wanted = isCurrent(exchange, answer) ? null : ArrivingRange.of(exchange, answer);
    if (wanted == null) {
      deliver(exchange, answer, content);
      return;
    }
    Response clientResponse = exchange.response();
    clientResponse.setStatus(206);
    fields(exchange, answer);
    clientResponse.getHeaders().put(HttpHeader.CONTENT_RANGE, wanted.contentRange());
    clientResponse.getHeaders().put(HttpHeader.CONTENT_LENGTH, wanted.range().length());
    Content.copy(
        new RangeSource(content, wanted.range()), clientResponse, ending(exchange, answer));
  }

  /// Whether what the client has already is what has just been fetched (RFC 9110 §13.2.2).
  private static boolean isCurrent(ClientExchange exchange, Answer answer) {
    return answer.status() == 200
        && Preconditions.evaluate(
                exchange.request().getMethod(), exchange.fields(), Validators.of(answer.fields()))
            == Preconditions.Outcome.NOT_MODIFIED;
  }

  private void content(ClientExchange exchange, Answer answer, DownloadReader content) {
    Response clientResponse = exchange.response();
    forceChunks(exchange);
    Content.Chunk.Processor trailers =
        TrailerSection.to(exchange, answer.fields().combined("Trailer"));
    Callback ending = ending(exchange, answer);
    if (content.isReady()) {
      Content.copy(content, clientResponse, trailers, ending);
      return;
    }
    // The head need not wait for the content.
    clientResponse.write(
        false,
        null,
        Callback.from(
            ending.getInvocationType(),
            () -> Content.copy(content, clientResponse, trailers, ending),
            cause -> {
              content.fail(cause);
              ending.failed(cause);
            }));
  }

  private void fields(ClientExchange exchange, Answer answer) {
    HttpFields.Mutable fields = exchange.response().getHeaders();
    // The age it has by now takes the place of the one it had when it began to arrive.
    boolean isAged = fields.contains(HttpHeader.AGE);
    JettyFields received = answer.fields();
    Set<String> nominated = HopByHop.nominated(received);
    for (HttpField field : received.fields()) {
      if (HopByHop.is(field.getName()) || nominated.contains(field.getLowerCaseName())) {
        continue;
      }
      if (field.getHeader() == HttpHeader.DATE) {
        fields.put(field);
      } else if (field.getHeader() != HttpHeader.AGE || !isAged) {
        fields.add(field);
      }
    }
    node.addMiss(fields, exchange.account().cacheStatus());
  }

  /// Without a length the end of the content must be told from a cut, on connections that close
  /// after it too (RFC 9112 §6.3).
  private static void forceChunks(ClientExchange exchange) {
    Response clientResponse = exchange.response();
    if (exchange.request().getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_1_1
        && !clientResponse.getHeaders().contains(HttpHeader.CONTENT_LENGTH)
        && mayHaveContent(clientResponse.getStatus())) {
      clientResponse.getHeaders().put(HttpHeader.TRANSFER_ENCODING, "chunked");
    }
  }

  private static boolean mayHaveContent(int status) {
    return status != 204 && status != 304;
  }

  private Callback ending(ClientExchange exchange, Answer answer) {
    Callback ending = exchange.ending();
    return Callback.from(
        ending.getInvocationType(), ending::succeeded, cause -> broken(exchange, answer, cause));
  }

  private void broken(ClientExchange exchange, Answer answer, Throwable cause) {
    if (exchange.response().isCommitted() || !(cause instanceof UpstreamException upstream)) {
      Abort.answer(exchange, cause);
      return;
    }
    exchange.response().reset();
    errorPages.upstreamBroke(exchange, upstream.failure(), answer);
  }
}
