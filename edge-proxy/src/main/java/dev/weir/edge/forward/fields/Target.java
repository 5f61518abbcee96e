package dev.weir.edge.forward.fields;

import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Request;

/// The request-target that goes upstream: path and query octet by octet as they came (RFC 9112
/// §3.2).
public final class Target {

  private Target() {}

  public static String of(Request clientRequest) {
    HttpURI uri = clientRequest.getHttpURI();
    String pathQuery = uri.getPathQuery();
    if (pathQuery == null || pathQuery.isEmpty()) {
      // RFC 9112 §3.2.4: OPTIONS for an absolute target without a path means the server as a whole.
      return clientRequest.getMethod().equals("OPTIONS") ? "*" : "/";
    }
    return pathQuery.startsWith("?") ? '/' + pathQuery : pathQuery;
  }
}
