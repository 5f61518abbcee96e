package dev.weir.edge.files;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Writes the answer to a request no file is served for, so that all error pages look alike.
@FunctionalInterface
public interface FileRefusal {

  /// Answers with that status and, besides its own, those fields; must not block, and completes the
  /// callback.
  void refuse(int status, HttpFields fields, Request request, Response response, Callback callback);
}
