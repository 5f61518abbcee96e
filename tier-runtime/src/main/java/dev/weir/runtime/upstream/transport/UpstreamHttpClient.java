package dev.weir.runtime.upstream.transport;

import java.time.Duration;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.HttpClientTransport;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpCookieStore;

/// Jetty's client without anything a proxy must not do on its own: no redirects, cookies,
/// credentials, decoding, user agent or content type, and responses read strictly.
// Jetty declares close() so; nobody calls it here.
@SuppressWarnings("try")
public final class UpstreamHttpClient extends HttpClient {

  // Exchanges have connect timeouts of their own; this only ends what they have given up already.
  private static final Duration CONNECT_CEILING = Duration.ofSeconds(30);
  private static final Duration UNUSED_UPSTREAM_KEPT = Duration.ofSeconds(60);

  public UpstreamHttpClient(HttpClientTransport transport) {
    super(transport);
    setName("weir-upstream");
    setFollowRedirects(false);
    setUserAgentField(null);
    setDefaultRequestContentType(null);
    setHttpCookieStore(new HttpCookieStore.Empty());
    setHttpCompliance(HttpCompliance.STRICT);
    setConnectTimeout(CONNECT_CEILING.toMillis());
    setDestinationIdleTimeout(UNUSED_UPSTREAM_KEPT.toMillis());
    setSocketAddressResolver(new AddressResolution());
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    getProtocolHandlers().clear();
    getProtocolHandlers().put(new InterimResponses());
    getContentDecoderFactories().clear();
  }
}
