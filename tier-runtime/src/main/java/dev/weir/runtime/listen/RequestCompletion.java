package dev.weir.runtime.listen;

import org.eclipse.jetty.http.HostPortHttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;

/// Makes requests of other versions look like HTTP/1.1 ones: within the same limits, with a Host
/// field.
final class RequestCompletion implements HttpConfiguration.Customizer {

  private final RequestRules rules;

  RequestCompletion(RequestRules rules) {
    this.rules = rules;
  }

  @Override
  public Request customize(Request request, HttpFields.Mutable responseFields) {
    HttpVersion version = request.getConnectionMetaData().getHttpVersion();
    if (version == HttpVersion.HTTP_1_1) {
      return request;
    }
    if (version == HttpVersion.HTTP_2) {
      rules.check(request.getHeaders(), request.getHttpURI().getPathQuery());
      // As on HTTP/1: idle is who does not read or write, not who waits for an upstream.
      request.addIdleTimeoutListener(_ -> false);
    }
    return request.getHeaders().contains(HttpHeader.HOST) ? request : withHost(request);
  }

  private static Request withHost(Request request) {
    HttpFields.Mutable fields = HttpFields.build(request.getHeaders());
    fields.put(
        new HostPortHttpField(Request.getServerName(request), Request.getServerPort(request)));
    HttpFields complete = fields.asImmutable();
    return new Request.Wrapper(request) {
      @Override
      public HttpFields getHeaders() {
        return complete;
      }
    };
  }
}
