package dev.weir.edge.refuse;

import dev.weir.edge.observe.Exchange;
import dev.weir.http.ProxyError;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/// Writes every error answer of the edge, as a small page or as problem details (RFC 9457), with
/// the request id and nothing about what stands behind the edge.
///
/// It is a Jetty error handler too, so that what Jetty refuses by itself looks the same.
public final class ErrorPages implements Request.Handler {

  private static final HttpField NO_STORE = new HttpField(HttpHeader.CACHE_CONTROL, "no-store");
  private static final HttpField NO_SNIFFING = new HttpField("X-Content-Type-Options", "nosniff");
  private static final HttpField NO_LOADING =
      new HttpField(
          "Content-Security-Policy",
          "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'");

  private final String pseudonym;

  /// @param pseudonym our name in Proxy-Status
  public ErrorPages(String pseudonym) {
    this.pseudonym = pseudonym;
  }

  /// Answers with the refusal, and reads what the client still sends unless its framing is in
  /// doubt. The response must not be committed. Completes `callback`.
  public void refuse(Refusal refusal, Request request, Response response, Callback callback) {
    boolean readable = refusal.connection() == Refusal.Connection.KEEP;
    answer(
        refusal,
        request,
        response,
        readable ? UnreadContent.readBefore(request, callback) : callback);
  }

  /// Answers with the refusal and leaves what the client still sends to the caller.
  public void answer(Refusal refusal, Request request, Response response, Callback callback) {
    response.reset();
    HttpFields.Mutable fields = response.getHeaders();
    refusal.fields().forEach(fields::add);
    ProxyError error = refusal.error();
    if (error != null) {
      // RFC 9209 §2: only what the member itself needs, no `details`.
      fields.add("Proxy-Status", pseudonym + "; error=" + error.token());
    }
    if (refusal.connection() == Refusal.Connection.CLOSE) {
      fields.put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE.asString());
    }
    write(refusal.status(), request, response, callback);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    int status =
        request.getAttribute(ErrorHandler.ERROR_EXCEPTION) instanceof HttpException refused
            ? refused.getCode()
            : response.getStatus();
    write(status < 400 ? 500 : status, request, response, callback);
    return true;
  }

  @Override
  public InvocationType getInvocationType() {
    return InvocationType.NON_BLOCKING;
  }

  private void write(int status, Request request, Response response, Callback callback) {
    Representation form =
        Representation.preferredBy(request.getHeaders().getValuesList(HttpHeader.ACCEPT));
    Wording wording = Wording.of(status);
    String id = Exchange.idOf(request);
    String text =
        switch (form) {
          case HTML -> ErrorPage.html(status, wording, id);
          case PROBLEM -> ErrorPage.problem(status, wording, id);
        };
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    response.setStatus(status);
    HttpFields.Mutable fields = response.getHeaders();
    fields.put(HttpHeader.CONTENT_TYPE, form.contentType());
    fields.put(HttpHeader.CONTENT_LENGTH, content.length);
    fields.put(NO_STORE);
    fields.put(NO_SNIFFING);
    fields.put(NO_LOADING);
    if (!id.isEmpty()) {
      fields.put(Exchange.ID_FIELD, id);
    }
    response.write(true, ByteBuffer.wrap(content), callback);
  }
}
