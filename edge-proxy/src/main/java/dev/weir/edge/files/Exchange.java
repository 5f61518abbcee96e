package dev.weir.edge.files;

import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// One request on its way to its answer.
record Exchange(Request request, Response response, Callback callback) {

  boolean isHead() {
    return request.getMethod().equals("HEAD");
  }
}
