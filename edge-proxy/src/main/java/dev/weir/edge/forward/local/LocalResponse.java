package dev.weir.edge.forward.local;

import dev.weir.edge.forward.fields.ClientResponseFields;
import dev.weir.edge.observe.Exchange;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// What a node in this process answers, on its way to the client: the fields become what they would
/// have become behind a connection, the content goes through as it is.
///
/// Used by one thread at a time, as every response is.
final class LocalResponse extends Response.Wrapper {

  private final ClientResponseFields responseFields;
  private final String requestId;
  private final HttpFields.Mutable answered = HttpFields.build();
  private boolean made;

  LocalResponse(
      Request shown, Response clientResponse, ClientResponseFields responseFields, String id) {
    super(shown, clientResponse);
    this.responseFields = responseFields;
    this.requestId = id;
  }

  @Override
  public HttpFields.Mutable getHeaders() {
    return answered;
  }

  /// Makes the client's fields of the node's, unless that has been done.
  void makeHead() {
    if (made || isCommitted()) {
      return;
    }
    made = true;
    HttpFields.Mutable fields = getWrapped().getHeaders();
    if (getStatus() == HttpStatus.SWITCHING_PROTOCOLS_101) {
      responseFields.makeUpgrade(answered, fields);
    } else {
      responseFields.make(getStatus(), answered, fields);
    }
    fields.put(Exchange.ID_FIELD, requestId);
  }

  @Override
  public void write(boolean last, ByteBuffer content, Callback callback) {
    makeHead();
    super.write(last, content, callback);
  }

  @Override
  public CompletableFuture<Void> writeInterim(int status, HttpFields interim) {
    return super.writeInterim(status, ClientResponseFields.interim(interim).asImmutable());
  }

  @Override
  public void setTrailersSupplier(@Nullable Supplier<HttpFields> trailers) {
    super.setTrailersSupplier(
        trailers == null
            ? null
            : () -> {
              HttpFields received = trailers.get();
              return received == null ? null : ClientResponseFields.trailers(received);
            });
  }

  @Override
  public void reset() {
    super.reset();
    answered.clear();
    made = false;
  }
}
