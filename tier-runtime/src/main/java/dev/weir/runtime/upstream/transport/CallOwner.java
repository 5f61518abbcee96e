package dev.weir.runtime.upstream.transport;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.EndPoint;
import org.jspecify.annotations.Nullable;

/// What a connection tells whoever made the call on it. No lock of the connection's is held while
/// it does, but for [#broken(Break)].
public interface CallOwner {

  /// The head is out; the content waits to be asked for.
  void onHeadSent();

  /// The whole request is out.
  void onSent();

  /// The upstream takes no more of the request's content; its response may still come.
  void onContentRefused();

  /// An interim response other than 101 came.
  void onInterim(int status, HttpFields fields);

  /// What is wrong with a final response head that parses, null for nothing.
  @Nullable Throwable doubt(ResponseHead head);

  /// The final response has begun.
  void onResponse(ResponseHead head, ResponseContent content);

  /// The upgrade that was offered has been accepted; the connection is nobody else's now.
  ///
  /// @param beginning what came behind the head
  void onUpgraded(ResponseHead head, EndPoint endPoint, ByteBuffer beginning);

  /// The response has come to its end.
  void onComplete();

  /// The exchange broke before its response began.
  void onFailed(Break how);

  /// What the reader of the response is told about its end. Must not call back.
  Throwable broken(Break how);
}
