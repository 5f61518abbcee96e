package dev.weir.runtime.upstream;

import org.eclipse.jetty.http.HttpFields;

/// Hears how an exchange goes. Called on a selector thread or on the thread that sends or aborts,
/// one call at a time; must not block.
///
/// Exactly one of [#onResponse(UpstreamResponse)], [#onUpgrade(UpstreamUpgrade)] and
/// [#onFailure(UpstreamFailure)] is called; what goes wrong after a response was handed over
/// arrives as failure chunk of its content.
public interface UpstreamListener {

  /// An interim response other than 101.
  default void onInformational(int status, HttpFields fields) {}

  void onResponse(UpstreamResponse response);

  /// The upstream has agreed to an upgrade. Heard only by who offered one, with Upgrade among the
  /// fields of the request.
  default void onUpgrade(UpstreamUpgrade upgrade) {
    upgrade.endPoint().close();
  }

  void onFailure(UpstreamFailure failure);
}
