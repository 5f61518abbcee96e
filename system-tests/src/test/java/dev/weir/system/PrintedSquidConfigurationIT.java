package dev.weir.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.RawHttpClient;
import dev.weir.testing.RawResponse;
import dev.weir.testing.Script;
import dev.weir.testing.ScriptedOrigin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A squid.conf of the 2.7 days, as people have it, pasted into a node: only the addresses are
/// changed to loopback.
class PrintedSquidConfigurationIT {

  @TempDir private Path folder;

  @Test
  void startsWithWarningsAndServesAndCaches() throws Exception {
    try (ScriptedOrigin origin = new ScriptedOrigin()) {
      origin.always(Script.ok("a page without any freshness of its own"));
      int port = Repository.freePort("127.0.0.1");
      Path config = config(port, origin.port());
      try (Child node = Child.weir(Map.of(), "node", "--config", config.toString())) {
        node.awaitLine("is ready at");
        assertThat(node.output())
            .contains(config + ":2: ") // the ICP port is missing, no-query stands in its place
            .contains(config + ":4: ") // http_access allow all does not open the admin pages
            .contains(config + ":5: "); // block-size is about the layout of COSS
        String request = "GET /page HTTP/1.1\r\nHost: www.example.test\r\n\r\n";
        RawResponse first = ask(port, request);
        RawResponse second = ask(port, request);
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.fields().first("X-Cache")).startsWith("MISS");
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.fields().first("X-Cache")).startsWith("HIT");
        assertThat(second.fields().first("Connection")).isEqualTo("close");
        assertThat(origin.received()).hasSize(1);
        assertThat(origin.received().getFirst().fields().first("Connection")).isEqualTo("close");
      }
    }
  }

  private Path config(int port, int originPort) throws IOException {
    return Files.writeString(
        folder.resolve("squid.conf"),
        """
        http_port 127.0.0.1:%d
        cache_peer 127.0.0.1 parent %d no-query originserver
        cache_peer 127.0.0.2 sibling 80 3130
        http_access allow all
        cache_dir coss %s 8000 block-size=512 max-size=524288
        refresh_pattern . 30 20%% 3600
        client_persistent_connections off
        server_persistent_connections off
        icp_query_timeout 2000
        # not of the original: a free port instead of 3130 and of the admin's default
        icp_port 127.0.0.1:%d
        admin_port 127.0.0.1:%d
        """
            .formatted(
                port,
                originPort,
                folder.resolve("coss"),
                Repository.freeUdpPort("127.0.0.1"),
                Repository.freePort("127.0.0.1")));
  }

  private static RawResponse ask(int port, String request) throws Exception {
    try (RawHttpClient client = new RawHttpClient(port)) {
      client.send(request);
      return client.readResponse();
    }
  }
}
