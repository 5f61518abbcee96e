package dev.weir.runtime.upstream.transport;

import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;

/// Connects without TLS, and so spares every start the loading of trust stores.
final class PlainConnector extends ClientConnector {

  PlainConnector(int selectors) {
    setSelectors(selectors);
  }

  @Override
  protected SslContextFactory.@Nullable Client newSslContextFactory() {
    return null;
  }
}
