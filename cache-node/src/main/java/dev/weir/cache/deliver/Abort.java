package dev.weir.cache.deliver;

import dev.weir.cache.exchange.ClientExchange;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.ConnectionMetaData;

/// Breaks off an answer already begun so that nobody can take what came for the whole: HTTP/2
/// resets the stream, HTTP/1 the connection, since to a client of HTTP/1.0 an orderly close is the
/// end of the content (RFC 9112 §8).
final class Abort {

  private Abort() {}

  static void answer(ClientExchange exchange, Throwable cause) {
    ConnectionMetaData connection = exchange.request().getConnectionMetaData();
    if (connection.getHttpVersion().getVersion() <= HttpVersion.HTTP_1_1.getVersion()
        && connection.getConnection().getEndPoint().getTransport()
            instanceof SocketChannel socket) {
      resetOnClose(socket);
    }
    exchange.ending().failed(cause);
  }

  private static void resetOnClose(SocketChannel socket) {
    try {
      socket.setOption(StandardSocketOptions.SO_LINGER, 0);
    } catch (IOException | UnsupportedOperationException e) {
      // Closed already, or a Unix socket: closing is all that can be done.
    }
  }
}
