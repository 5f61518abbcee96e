package dev.weir.cache.forward;

import dev.weir.cache.exchange.JettyFields;
import dev.weir.cache.route.Destination;
import dev.weir.runtime.upstream.UpstreamResponse;
import java.time.Duration;
import java.time.Instant;

/// The head of an upstream response, with its content about to come.
///
/// @param requestTime when the request was sent
/// @param responseTime when the head arrived
public record Answer(
    UpstreamResponse response, Destination from, Instant requestTime, Instant responseTime) {

  /// Status code.
  public int status() {
    return response.status();
  }

  /// The fields as received, those of the upstream connection included.
  public JettyFields fields() {
    return new JettyFields(response.fields());
  }

  /// From asking to the head.
  public Duration elapsed() {
    return Duration.between(requestTime, responseTime);
  }
}
