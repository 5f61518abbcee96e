package dev.weir.runtime.upstream.transport;

import org.eclipse.jetty.client.ProtocolHandler;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.transport.HttpConversation;
import org.eclipse.jetty.client.transport.HttpExchange;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpStatus;

/// Reports interim responses to the owner of the call and goes on to the next response (RFC 9110
/// §15.2); a 100 sets the content of a request free that expected it.
final class InterimResponses implements ProtocolHandler {

  @Override
  public String getName() {
    return "interim";
  }

  @Override
  public boolean accept(Request request, Response response) {
    int status = response.getStatus();
    return HttpStatus.isInformational(status) && status != HttpStatus.SWITCHING_PROTOCOLS_101;
  }

  @Override
  public Response.Listener getResponseListener() {
    return new Interim();
  }

  /// One interim response.
  private static final class Interim implements Response.Listener {

    @Override
    public void onSuccess(Response response) {
      if (!(response.getRequest() instanceof UpstreamCall call)) {
        return;
      }
      HttpExchange exchange = expectAnother(call);
      int status = response.getStatus();
      HttpFields fields = HttpFields.build(response.getHeaders()).asImmutable();
      exchange.resetResponse();
      call.owner().onInterim(status, fields);
      if (status == HttpStatus.CONTINUE_100) {
        exchange.proceed(null, null);
      }
    }

    @Override
    public void onFailure(Response response, Throwable failure) {
      if (response.getRequest() instanceof UpstreamCall call) {
        expectAnother(call).getResponseListeners().notifyFailure(response, failure);
      }
    }

    private static HttpExchange expectAnother(UpstreamCall call) {
      HttpConversation conversation = call.getConversation();
      conversation.updateResponseListeners(null);
      return conversation.getExchanges().peekLast();
    }
  }
}
