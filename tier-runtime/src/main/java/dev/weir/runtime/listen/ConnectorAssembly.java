package dev.weir.runtime.listen;

import dev.weir.runtime.settings.ListenAddress;
import java.io.IOException;
import java.time.Duration;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http2.server.AbstractHTTP2ServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;

/// One listener assembled: its connector and the parts that can be asked or switched later.
record ConnectorAssembly(
    ListenSettings settings,
    AbstractConnector connector,
    HttpConfiguration configuration,
    HeadDeadlines deadlines,
    SslContextFactory.@Nullable Server tls) {

  /// Responses relayed from an upstream may have a head of up to 64 KiB, and we add a few fields.
  private static final int RESPONSE_HEAD_BYTES = 8 << 10;

  static final int LARGEST_RESPONSE_HEAD_BYTES = 72 << 10;
  private static final int CONCURRENT_STREAMS = 128;

  /// How long a transfer may stall while the tier drains.
  private static final Duration SHUTDOWN_IDLE = Duration.ofSeconds(5);

  /// @throws IOException when certificate or key cannot be read
  static ConnectorAssembly of(ListenSettings settings, Server server, int selectors)
      throws IOException {
    HttpConfiguration configuration = configuration(settings);
    HeadDeadlines deadlines =
        new HeadDeadlines(settings.headTimeout(), settings.idleTimeout(), server.getScheduler());
    SslContextFactory.@Nullable Server tls =
        settings.tls() == null ? null : TlsContext.of(settings.tls());
    ConnectionFactory[] factories = factories(settings, configuration, deadlines, tls);
    AbstractConnector connector = connector(settings, server, selectors, factories);
    connector.setIdleTimeout(settings.idleTimeout().toMillis());
    connector.setShutdownIdleTimeout(SHUTDOWN_IDLE.toMillis());
    connector.addBean(deadlines);
    connector.addEventListener(deadlines);
    server.addConnector(connector);
    return new ConnectorAssembly(settings, connector, configuration, deadlines, tls);
  }

  private static AbstractConnector connector(
      ListenSettings settings, Server server, int selectors, ConnectionFactory[] factories) {
    return switch (settings.address()) {
      case ListenAddress.UnixSocket socket ->
          new UnixSocketConnector(
              server, socket.path(), selectors, settings.acceptQueue(), factories);
      case ListenAddress.Tcp tcp -> {
        TcpConnector connector = new TcpConnector(server, selectors, factories);
        connector.setHost(tcp.host().equals("*") ? null : tcp.host());
        connector.setPort(tcp.port());
        connector.setAcceptQueueSize(settings.acceptQueue());
        yield connector;
      }
    };
  }

  private static HttpConfiguration configuration(ListenSettings settings) {
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setHttpCompliance(HttpCompliance.STRICT);
    configuration.setUriCompliance(ListenSettings.uriCompliance(settings.uriCompliance()));
    configuration.setRequestHeaderSize(settings.headLimit().toInt());
    configuration.setResponseHeaderSize(RESPONSE_HEAD_BYTES);
    configuration.setMaxResponseHeaderSize(LARGEST_RESPONSE_HEAD_BYTES);
    // Jetty's memory of a connection's fields takes 96 KiB for each connection, and saves no time.
    configuration.setHeaderCacheSize(0);
    configuration.setSendServerVersion(false);
    configuration.setSendXPoweredBy(false);
    configuration.setSendDateHeader(true);
    configuration.addCustomizer(new RequestCompletion(rules(settings)));
    return configuration;
  }

  private static RequestRules rules(ListenSettings settings) {
    return new RequestRules(settings.maxFields(), settings.targetLimit().toInt());
  }

  private static ConnectionFactory[] factories(
      ListenSettings settings,
      HttpConfiguration configuration,
      HeadDeadlines deadlines,
      SslContextFactory.@Nullable Server tls) {
    StrictHttpConnectionFactory http1 =
        new StrictHttpConnectionFactory(configuration, rules(settings), deadlines);
    if (tls == null) {
      return settings.http2()
          ? new ConnectionFactory[] {http1, limited(new PriorKnowledgeHttp2(configuration))}
          : new ConnectionFactory[] {http1};
    }
    SslConnectionFactory ssl = new SslConnectionFactory(tls, "alpn");
    // Its customizer checks the Host field against SNI on every request; one certificate serves all
    // names here.
    ssl.setEnsureSecureRequestCustomizer(false);
    // Negotiation stays in place without HTTP/2 too: its end marks the end of the handshake.
    ALPNServerConnectionFactory alpn = new ALPNServerConnectionFactory();
    alpn.setDefaultProtocol(HttpVersion.HTTP_1_1.asString());
    return settings.http2()
        ? new ConnectionFactory[] {
          ssl, alpn, limited(new HTTP2ServerConnectionFactory(configuration)), http1
        }
        : new ConnectionFactory[] {ssl, alpn, http1};
  }

  private static AbstractHTTP2ServerConnectionFactory limited(
      AbstractHTTP2ServerConnectionFactory http2) {
    http2.setMaxConcurrentStreams(CONCURRENT_STREAMS);
    http2.setConnectProtocolEnabled(false);
    return http2;
  }
}
