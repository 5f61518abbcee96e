package dev.weir.cache.forward;

import dev.weir.cache.route.Destination;
import dev.weir.runtime.upstream.UpstreamFailure;
import dev.weir.runtime.upstream.UpstreamUpgrade;
import java.time.Duration;
import org.eclipse.jetty.http.HttpFields;
import org.jspecify.annotations.Nullable;

/// Hears what became of a request sent upstream: any number of interim responses, then exactly one
/// of the others. Must not block.
public interface ForwardListener {

  /// An interim response (RFC 9110 §15.2).
  void onInterim(int status, HttpFields fields);

  /// The head of the answer that counts.
  void onAnswer(Answer answer);

  /// The destination has agreed to another protocol. Heard only by who asked for that.
  default void onUpgrade(UpstreamUpgrade upgrade, Destination from, Duration elapsed) {
    upgrade.endPoint().close();
  }

  /// No destination gave an answer.
  ///
  /// @param last the destination asked last, null when there was none
  void onFailure(UpstreamFailure failure, @Nullable Destination last);
}
