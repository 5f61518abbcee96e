package dev.weir.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.RawHttpClient;
import dev.weir.testing.RawResponse;
import dev.weir.testing.ReceivedRequest;
import dev.weir.testing.Script;
import dev.weir.testing.ScriptedOrigin;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EdgesInSeriesTest {

  // D14: the hop between tiers of one host may be a Unix-domain socket.
  @Test
  void edgeBehindAnEdgeIsReachedOverAUnixSocket(@TempDir Path folder) throws Exception {
    try (ScriptedOrigin origin = new ScriptedOrigin();
        EdgeProxy inner =
            new EdgeProxy(
                EdgeUnderTest.settings(
                    """
                    name: inner
                    listen: [ { address: "unix:%s/inner.sock" } ]
                    admin: { address: "127.0.0.1:0" }
                    upstreams: { app: { servers: [ "%s" ] } }
                    routes: [ { path: /, upstream: app } ]
                    accessLog: { path: none }
                    errorLog: { path: none }
                    """
                        .formatted(folder, origin.authority())));
        EdgeUnderTest outer = EdgeUnderTest.inFrontOf("", "unix:" + folder.resolve("inner.sock"));
        RawHttpClient client = outer.client()) {
      inner.start();
      origin.always(Script.ok("x".repeat(100_000)).chunked());
      RawResponse response = client.get("/a", "Host: www.test");
      assertThat(response.body()).hasSize(100_000);
      assertThat(response.fields().first("Via")).isEqualTo("1.1 inner, 1.1 weir-edge");
      ReceivedRequest request = origin.take();
      assertThat(request.fields().first("Via")).isEqualTo("1.1 weir-edge, 1.1 inner");
      assertThat(request.fields().first("Host")).isEqualTo("www.test");
    }
  }

  @Test
  void edgeThatForwardsToItselfSaysSo() throws Exception {
    try (ScriptedOrigin unused = new ScriptedOrigin();
        EdgeUnderTest first = EdgeUnderTest.inFrontOf(unused);
        EdgeUnderTest second = EdgeUnderTest.inFrontOf("", "127.0.0.1:" + first.port());
        RawHttpClient client = second.client()) {
      // Both have the default name: for the second hop this is a loop.
      RawResponse response = client.get("/");
      assertThat(response.status()).isEqualTo(502);
      assertThat(response.fields().first("Proxy-Status"))
          .isEqualTo("weir-edge; error=proxy_loop_detected");
      assertThat(unused.received()).isEmpty();
    }
  }
}
