package dev.weir.edge.files;

import dev.weir.testing.ManualClock;
import dev.weir.testing.RawHttpClient;
import dev.weir.testing.RawResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.component.LifeCycle;

/// A server on a loopback port with one selector that serves one folder and nothing else.
final class FileServer implements AutoCloseable {

  final ManualClock clock = new ManualClock();
  private final Server server = new Server();
  private final ServerConnector connector;

  FileServer(FileSettings settings, String prefix) throws Exception {
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    // Jetty refuses most hostile paths by itself; here they are to reach the handler.
    configuration.setUriCompliance(UriCompliance.UNSAFE);
    connector = new ServerConnector(server, 0, 1, new HttpConnectionFactory(configuration));
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(new StaticFiles(settings, prefix, FileServer::refuse, clock));
    server.start();
  }

  RawHttpClient connect() throws IOException {
    return new RawHttpClient(connector.getLocalPort());
  }

  RawResponse get(String target, String... fieldLines) throws IOException {
    try (RawHttpClient client = connect()) {
      return client.get(target, fieldLines);
    }
  }

  RawResponse exchange(String method, String target) throws IOException {
    try (RawHttpClient client = connect()) {
      return client.exchange(method + ' ' + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
    }
  }

  @Override
  public void close() {
    LifeCycle.stop(server);
  }

  private static void refuse(
      int status, HttpFields fields, Request request, Response response, Callback callback) {
    response.setStatus(status);
    response.getHeaders().add(fields);
    ByteBuffer page = ByteBuffer.wrap(("refused " + status).getBytes(StandardCharsets.US_ASCII));
    response.write(true, page, callback);
  }
}
