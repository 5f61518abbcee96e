package dev.weir.runtime.listen;

import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;

/// Makes the HTTP/1 connections of a connector.
final class StrictHttpConnectionFactory extends HttpConnectionFactory {

  private final RequestRules rules;
  private final HeadDeadlines deadlines;

  StrictHttpConnectionFactory(
      HttpConfiguration configuration, RequestRules rules, HeadDeadlines deadlines) {
    super(configuration);
    this.rules = rules;
    this.deadlines = deadlines;
  }

  @Override
  public Connection newConnection(Connector connector, EndPoint endPoint) {
    StrictHttpConnection connection =
        new StrictHttpConnection(getHttpConfiguration(), connector, endPoint, rules, deadlines);
    return configure(connection, connector, endPoint);
  }
}
