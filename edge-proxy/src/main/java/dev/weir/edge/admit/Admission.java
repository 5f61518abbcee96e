package dev.weir.edge.admit;

import dev.weir.edge.observe.Exchange;
import dev.weir.edge.refuse.ErrorPages;
import dev.weir.edge.refuse.Refusal;
import dev.weir.http.ProxyError;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// The door: turns away what must not get any further, before any upstream is touched.
public final class Admission extends Handler.Wrapper {

  private final EntryRules rules;
  private final ErrorPages errorPages;

  /// @param pseudonym our name in Via, by which a request that comes round again is known
  public Admission(String pseudonym, ErrorPages errorPages, Handler next) {
    super(next);
    this.rules = new EntryRules(pseudonym);
    this.errorPages = errorPages;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    Admittance admittance =
        rules.judge(
            request.getMethod(),
            request.getConnectionMetaData().getHttpVersion(),
            new ReceivedFields(request.getHeaders()));
    return switch (admittance) {
      case Admittance.Admitted() -> super.handle(request, response, callback);
      case Admittance.LastHop() -> {
        response.setStatus(200);
        response.getHeaders().put(HttpHeader.ALLOW, Admittance.ALLOWED_METHODS);
        response.getHeaders().put(Exchange.ID_FIELD, Exchange.idOf(request));
        callback.succeeded();
        yield true;
      }
      case Admittance.Refused(Admittance.Reason reason) -> {
        Refusal refusal = reason.refusal();
        ProxyError error = refusal.error();
        if (error != null) {
          Exchange.of(request).failed(error, "refused: " + reason);
        }
        errorPages.refuse(refusal, request, response, callback);
        yield true;
      }
    };
  }
}
