package dev.weir.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cache.config.NodeConfig;
import dev.weir.cache.config.NodeConfigFile;
import dev.weir.testing.RawHttpClient;
import dev.weir.testing.RawResponse;
import dev.weir.testing.Script;
import dev.weir.testing.ScriptedOrigin;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Two people with cookies, a page for each, and a rule that keeps whatever names no lifetime.
class PersonalPageTest {

  @Test
  void secondUserGetsHisOwnPageAndTheRefusalIsCounted() throws Exception {
    try (var origin = new ScriptedOrigin()) {
      origin.on("/account", request -> Script.ok("of " + request.fields().first("Cookie")));
      int admin = TwoNodes.freePort("127.0.0.1");
      NodeConfig config =
          NodeConfigFile.parse(
              "node.conf",
              """
              http_port 127.0.0.1:%d accel vhost
              icp_port 0
              admin_port 127.0.0.1:%d
              cache_peer 127.0.0.1 parent %d 0 no-query originserver
              refresh_pattern . 30 20%% 3600 name=all
              access_log none
              """
                  .formatted(TwoNodes.freePort("127.0.0.1"), admin, origin.port()),
              Map.of());
      try (var node = new CacheNode(config)) {
        node.start();

        assertThat(account(node, "id=ann").text()).isEqualTo("of id=ann");
        assertThat(account(node, "id=bob").text()).isEqualTo("of id=bob");

        try (var client = new RawHttpClient(admin)) {
          assertThat(client.get("/metrics").text())
              .contains("weir_cache_reasons_total{reason=\"personal-cookie\"} 2.0");
        }
      }
    }
  }

  private static RawResponse account(CacheNode node, String cookie) throws IOException {
    try (var client = new RawHttpClient(node.port())) {
      return client.exchange(NodeFixture.request("GET", "/account", "Cookie: " + cookie));
    }
  }
}
