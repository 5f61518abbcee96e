package dev.weir.cache.exchange;

import dev.weir.cache.entry.StoredFacts;
import dev.weir.http.FieldSource;
import dev.weir.runtime.listen.HonestLength;
import dev.weir.runtime.tunnel.Tunnel;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;
import org.jspecify.annotations.Nullable;

/// One request of a client and the answer to it, from arrival until the last octet is handed over
/// or the connection broke.
///
/// Passed from step to step; each step that decides something notes it, and the last note is what
/// the log tells.
public final class ClientExchange {

  private final Request clientRequest;
  private final Response clientResponse;
  private final Callback callback;
  private final Instant arrival;
  private final ExchangeListener listener;
  private final JettyFields fields;
  private final long connectionOctetsBefore;
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile Account account = Account.REFUSED;
  private @Nullable Ask ask;
  private @Nullable StoredFacts answerFacts;
  private @Nullable FieldSource answerFields;
  private volatile @Nullable Runnable atEnd;
  private volatile @Nullable CompletableFuture<Void> interim;
  private volatile @Nullable Tunnel tunnel;

  /// An exchange that began at `arrival`.
  public ClientExchange(
      Request clientRequest,
      Response clientResponse,
      Callback callback,
      Instant arrival,
      ExchangeListener listener) {
    this.clientRequest = clientRequest;
    this.clientResponse = clientResponse;
    this.callback = callback;
    this.arrival = arrival;
    this.listener = listener;
    this.fields = new JettyFields(clientRequest.getHeaders());
    this.connectionOctetsBefore = connectionOctets();
  }

  /// The request as Jetty read it.
  public Request request() {
    return clientRequest;
  }

  /// The response to write to.
  public Response response() {
    return clientResponse;
  }

  /// The request's fields.
  public JettyFields fields() {
    return fields;
  }

  /// When the request arrived.
  public Instant arrival() {
    return arrival;
  }

  /// Whether the request is a HEAD, whose answer has no content.
  public boolean isHead() {
    return clientRequest.getMethod().equals("HEAD");
  }

  /// Says what is being done; a later note replaces it.
  public void note(Account done) {
    account = done;
  }

  /// Has something done when the exchange has ended, however it ends; to be said before anything
  /// that may end it, by one thread at a time.
  public void atEnd(Runnable last) {
    Runnable before = atEnd;
    atEnd =
        before == null
            ? last
            : () -> {
              before.run();
              last.run();
            };
  }

  private void finish() {
    Runnable last = atEnd;
    if (last != null) {
      last.run();
    }
  }

  /// What is asked for, in our terms; to be said before the first note.
  public void asks(Ask asked) {
    ask = asked;
  }

  /// What is asked for, null when that was refused before it was understood.
  public @Nullable Ask ask() {
    return ask;
  }

  /// What the answer is judged by, and all its fields; to be said before the note of what is done
  /// with it, which makes both visible to other threads.
  public void answersWith(StoredFacts facts, FieldSource all) {
    answerFacts = facts;
    answerFields = all;
  }

  /// What the answer is judged by, null when it is no answer of a cache or an origin.
  public @Nullable StoredFacts answerFacts() {
    return answerFacts;
  }

  /// Its fields, null likewise.
  public @Nullable FieldSource answerFields() {
    return answerFields;
  }

  /// What was done, by the last note.
  public Account account() {
    return account;
  }

  /// What follows the answer is not HTTP, and goes through there.
  public void tunnelled(Tunnel opened) {
    tunnel = opened;
  }

  /// Where octets go behind the answer, null for nowhere.
  public @Nullable Tunnel tunnel() {
    return tunnel;
  }

  /// Sends an interim response (RFC 9110 §15.2). Whether it arrives matters to nobody: the final
  /// one follows anyway.
  public void sendInterim(int status, HttpFields interimFields) {
    interim = clientResponse.writeInterim(status, interimFields);
  }

  /// Sends the head as it stands, with no content, and ends the exchange.
  public void sendHeadOnly() {
    CompletableFuture<Void> before = interim;
    if (before == null) {
      HonestLength.finish(clientRequest, clientResponse, ending());
    } else {
      // What is no write of content is not queued behind an interim response still being written.
      var _ =
          before.whenComplete(
              (_, _) -> HonestLength.finish(clientRequest, clientResponse, ending()));
    }
  }

  /// Octets written to the client so far, heads included; on a connection that carries several
  /// exchanges at once, content only.
  public long responseOctets() {
    long now = connectionOctets();
    return now > connectionOctetsBefore
        ? now - connectionOctetsBefore
        : Response.getContentBytesWritten(clientResponse);
  }

  /// To be completed with the answer: completes the request, once, and has it logged.
  public Callback ending() {
    return new Callback() {
      @Override
      public void succeeded() {
        if (ended.compareAndSet(false, true)) {
          finish();
          listener.ended(ClientExchange.this, ExchangeListener.Ending.WHOLE);
          callback.succeeded();
        }
      }

      @Override
      public void failed(Throwable cause) {
        if (ended.compareAndSet(false, true)) {
          finish();
          listener.ended(ClientExchange.this, ExchangeListener.Ending.BROKEN);
          callback.failed(cause);
        }
      }

      @Override
      public Invocable.InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
      }
    };
  }

  private long connectionOctets() {
    return switch (clientRequest.getConnectionMetaData().getHttpVersion()) {
      case HTTP_1_0, HTTP_1_1 -> {
        Connection connection = clientRequest.getConnectionMetaData().getConnection();
        yield connection == null ? 0 : connection.getBytesOut();
      }
      default -> 0;
    };
  }
}
