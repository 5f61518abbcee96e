package dev.weir.edge;

import dev.weir.runtime.settings.SettingsFile;
import dev.weir.testing.RawHttpClient;
import dev.weir.testing.ScriptedOrigin;
import java.io.IOException;
import java.util.Map;
import org.eclipse.jetty.server.Request;

/// A running edge on a loopback port, made from YAML as an operator would write it.
public final class EdgeUnderTest implements AutoCloseable {

  private final EdgeProxy edge;

  private EdgeUnderTest(String yaml, Map<String, Request.Handler> nodes) throws Exception {
    this.edge = new EdgeProxy(settings(yaml), nodes);
    edge.start();
  }

  /// The settings of that text, which must be valid.
  public static EdgeSettings settings(String yaml) throws Exception {
    return new SettingsFile("edge.yaml", yaml, Map.of()).as(EdgeSettings.class);
  }

  /// With this as upstreams, routes and whatever else; listener, admin and logs are given.
  public static EdgeUnderTest with(String yaml) throws Exception {
    return listening("idleTimeout: 60s", yaml);
  }

  /// The same with these options of the listener.
  public static EdgeUnderTest listening(String options, String yaml) throws Exception {
    return new EdgeUnderTest(given(options) + yaml, Map.of());
  }

  private static String given(String options) {
    return """
    listen: [ { address: "127.0.0.1:0", %s } ]
    admin: { address: "127.0.0.1:0" }
    accessLog: { path: none }
    errorLog: { path: none }
    """
        .formatted(options);
  }

  /// Everything goes to this node, which is called; `options` are further keys of the group.
  public static EdgeUnderTest calling(Request.Handler node, String options) throws Exception {
    return new EdgeUnderTest(
        given("idleTimeout: 60s")
            + """
            upstreams: { app: { servers: [ "local:node.conf" ]%s } }
            routes: [ { path: /, upstream: app } ]
            """
                .formatted(options.isEmpty() ? "" : ", " + options),
        Map.of("node.conf", node));
  }

  /// Everything goes to these servers; `options` are further keys of the group, like `keepAlive:
  /// on`.
  public static EdgeUnderTest inFrontOf(String options, String... servers) throws Exception {
    return with(
        """
        trustedProxies: []
        upstreams: { app: { servers: [ "%s" ], connectTimeout: 20s, responseTimeout: 20s%s } }
        routes: [ { path: /, upstream: app } ]
        """
            .formatted(String.join("\", \"", servers), options.isEmpty() ? "" : ", " + options));
  }

  public static EdgeUnderTest inFrontOf(ScriptedOrigin origin) throws Exception {
    return inFrontOf("", origin.authority());
  }

  public EdgeProxy edge() {
    return edge;
  }

  public int port() {
    return edge.port();
  }

  /// Connections of clients open now.
  public int connections() {
    return edge.connections();
  }

  public RawHttpClient client() throws IOException {
    return new RawHttpClient(edge.port());
  }

  @Override
  public void close() {
    edge.close();
  }
}
