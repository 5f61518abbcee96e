package dev.weir.runtime.listen;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.jspecify.annotations.Nullable;

/// Clear-text HTTP/2 for clients that begin with its preface.
///
/// `Upgrade: h2c` is not followed: RFC 9113 dropped it, and a proxy in front that passes it on
/// unread would lend its connection to whoever sent it.
final class PriorKnowledgeHttp2 extends HTTP2CServerConnectionFactory {

  PriorKnowledgeHttp2(HttpConfiguration configuration) {
    super(configuration);
  }

  @Override
  public @Nullable Connection upgradeConnection(
      Connector connector,
      EndPoint endPoint,
      MetaData.Request request,
      HttpFields.Mutable response101) {
    return request.getHttpVersion() == HttpVersion.HTTP_2
        ? super.upgradeConnection(connector, endPoint, request, response101)
        : null;
  }
}
