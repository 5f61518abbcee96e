package dev.weir.edge.forward;

import java.io.IOException;
import java.net.StandardSocketOptions;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.Request;

/// Breaks a client connection off so that nobody can take a cut answer for a whole one.
final class Connections {

  private Connections() {}

  /// Makes the close that follows a reset (RST) on an HTTP/1 connection. A mere FIN would be the
  /// regular end of content that lasts until the connection closes. HTTP/2 resets the stream by
  /// itself.
  static void closeByReset(Request clientRequest) {
    if (clientRequest.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_2) {
      return;
    }
    EndPoint endPoint = clientRequest.getConnectionMetaData().getConnection().getEndPoint();
    while (endPoint instanceof EndPoint.Wrapper wrapper) {
      endPoint = wrapper.unwrap();
    }
    if (endPoint instanceof SocketChannelEndPoint socket) {
      try {
        socket.getChannel().setOption(StandardSocketOptions.SO_LINGER, 0);
      } catch (IOException | UnsupportedOperationException e) {
        // Closed already, or a Unix-domain socket, which knows no reset: the close itself has to
        // do.
        return;
      }
    }
  }
}
