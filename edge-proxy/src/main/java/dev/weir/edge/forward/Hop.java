package dev.weir.edge.forward;

import dev.weir.edge.balance.UpstreamGroup;
import dev.weir.edge.balance.UpstreamSettings;
import dev.weir.edge.forward.fields.ClientResponseFields;
import dev.weir.edge.forward.fields.UpstreamRequestFields;
import dev.weir.edge.refuse.ErrorPages;
import dev.weir.runtime.upstream.KeepAlive;
import dev.weir.runtime.upstream.UpstreamClient;
import dev.weir.runtime.upstream.UpstreamTimeouts;

/// Everything the exchanges with one upstream group have in common.
record Hop(
    UpstreamGroup group,
    UpstreamClient client,
    ErrorPages errorPages,
    UpstreamRequestFields requestFields,
    ClientResponseFields responseFields,
    UpstreamTimeouts timeouts,
    KeepAlive keepAlive) {

  /// @param pseudonym our name in Via
  static Hop to(
      UpstreamGroup group, UpstreamClient client, ErrorPages errorPages, String pseudonym) {
    UpstreamSettings settings = group.settings();
    return new Hop(
        group,
        client,
        errorPages,
        new UpstreamRequestFields(pseudonym, settings.host()),
        new ClientResponseFields(pseudonym),
        new UpstreamTimeouts(
            settings.connectTimeout(), settings.responseTimeout(), settings.idleTimeout()),
        settings.keepAlive() ? KeepAlive.ON : KeepAlive.OFF);
  }

  UpstreamSettings settings() {
    return group.settings();
  }
}
