package dev.weir.edge.forward;

import dev.weir.edge.balance.HostHeader;
import dev.weir.edge.balance.UpstreamGroup;
import dev.weir.edge.balance.UpstreamSettings;
import dev.weir.edge.refuse.ErrorPages;
import dev.weir.runtime.upstream.KeepAlive;
import dev.weir.runtime.upstream.UpstreamClient;
import dev.weir.runtime.upstream.UpstreamTimeouts;

/// Everything the exchanges with one upstream group have in common.
///
/// @param pseudonym our name in Via
record Hop(UpstreamGroup group, UpstreamClient client, ErrorPages errorPages, String pseudonym) {

  UpstreamSettings settings() {
    return group.settings();
  }

  UpstreamRequestFields requestFields() {
    HostHeader host = settings().host();
    return new UpstreamRequestFields(pseudonym, host);
  }

  ClientResponseFields responseFields() {
    return new ClientResponseFields(pseudonym);
  }

  UpstreamTimeouts timeouts() {
    return new UpstreamTimeouts(
        settings().connectTimeout(), settings().responseTimeout(), settings().idleTimeout());
  }

  KeepAlive keepAlive() {
    return settings().keepAlive() ? KeepAlive.ON : KeepAlive.OFF;
  }
}
