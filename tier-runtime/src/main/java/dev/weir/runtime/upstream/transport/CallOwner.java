package dev.weir.runtime.upstream.transport;

import org.eclipse.jetty.http.HttpFields;

/// What a call on the wire asks and tells whoever made it.
public interface CallOwner {

  /// An interim response other than 101 came.
  void onInterim(int status, HttpFields fields);

  /// The upstream takes no more of the request's content; its response may still come.
  void onContentRefused();

  /// Whether the upstream is the one who has to do the next step of the response.
  boolean awaitsUpstream();
}
