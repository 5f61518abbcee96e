package dev.weir.runtime.listen;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/// Ends responses that have no content of their own without claiming a length of zero.
///
/// Jetty writes `Content-Length: 0` into every response that ends without content. For a 304 or an
/// answer to HEAD that is a statement about the representation (RFC 9110 §8.6), and a wrong one:
/// caches update their stored length with it.
public final class HonestLength {

  private HonestLength() {}

  /// Sends the head of a 304 or of an answer to HEAD, status and fields set before, and completes
  /// the callback.
  ///
  /// A Content-Length the caller has set is sent as it is; otherwise none is.
  public static void finish(Request request, Response response, Callback callback) {
    if (response.getHeaders().contains(HttpHeader.CONTENT_LENGTH)) {
      callback.succeeded();
    } else if (response.getStatus() == HttpStatus.NOT_MODIFIED_304) {
      request.addHttpStreamWrapper(WithoutLength::new);
      callback.succeeded();
    } else {
      // A head that is not the last write leaves the length open: HTTP/1.1 says chunked, HTTP/2
      // nothing.
      response.write(
          false,
          BufferUtil.EMPTY_BUFFER,
          Callback.from(callback.getInvocationType(), callback::succeeded, callback::failed));
    }
  }

  /// Takes back the length that was added at the last moment.
  private static final class WithoutLength extends HttpStream.Wrapper {

    WithoutLength(HttpStream wrapped) {
      super(wrapped);
    }

    @Override
    public void prepareResponse(HttpFields.Mutable fields) {
      fields.remove(HttpHeader.CONTENT_LENGTH);
      super.prepareResponse(fields);
    }
  }
}
