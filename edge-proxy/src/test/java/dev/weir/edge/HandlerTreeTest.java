package dev.weir.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.RawHttpClient;
import dev.weir.testing.RawResponse;
import dev.weir.testing.Script;
import dev.weir.testing.ScriptedOrigin;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HandlerTreeTest {

  // D2: one blocking handler anywhere would take every request off its selector.
  @Test
  void noHandlerBlocks(@TempDir Path folder) throws Exception {
    EdgeProxy edge =
        new EdgeProxy(
            EdgeUnderTest.settings(
                """
                listen: [ { address: "127.0.0.1:0" } ]
                admin: { address: "127.0.0.1:0" }
                upstreams: { app: { servers: [ "127.0.0.1:1" ] } }
                routes:
                  - { path: /, upstream: app }
                  - { path: /static/, files: { root: "%s" } }
                """
                    .formatted(folder)));
    assertThat(edge.handlers()).isNotEmpty();
    assertThat(edge.handlers())
        .allMatch(handler -> handler.getInvocationType() == InvocationType.NON_BLOCKING);
    edge.close();
  }

  @Test
  void filesAndUpstreamsShareOneListener(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("style.css"), "body {}");
    try (ScriptedOrigin origin = new ScriptedOrigin();
        EdgeUnderTest edge =
            EdgeUnderTest.with(
                """
                upstreams: { app: { servers: [ "%s" ] } }
                routes:
                  - { path: /, upstream: app }
                  - { path: /static/, files: { root: "%s", cacheControl: max-age=60 } }
                """
                    .formatted(origin.authority(), folder));
        RawHttpClient client = edge.client()) {
      origin.always(Script.ok("dynamic"));
      RawResponse file = client.get("/static/style.css");
      assertThat(file.text()).isEqualTo("body {}");
      assertThat(file.fields().first("Cache-Control")).isEqualTo("max-age=60");
      assertThat(client.get("/page").text()).isEqualTo("dynamic");
      assertThat(origin.received()).hasSize(1);
    }
  }

  @Test
  void routesAreTakenByHostAndPath() throws Exception {
    try (ScriptedOrigin one = new ScriptedOrigin();
        ScriptedOrigin two = new ScriptedOrigin();
        EdgeUnderTest edge =
            EdgeUnderTest.with(
                """
                upstreams: { one: { servers: [ "%s" ] }, two: { servers: [ "%s" ] } }
                routes:
                  - { path: /, upstream: one }
                  - { path: /two/, upstream: two }
                  - { path: /, host: "*.two.test", upstream: two }
                """
                    .formatted(one.authority(), two.authority()));
        RawHttpClient client = edge.client()) {
      one.always(Script.ok("one"));
      two.always(Script.ok("two"));
      assertThat(client.get("/", "Host: www.test").text()).isEqualTo("one");
      assertThat(client.get("/two/x", "Host: www.test").text()).isEqualTo("two");
      assertThat(client.get("/", "Host: WWW.Two.Test:8080").text()).isEqualTo("two");
      // Matched by its canonical path, sent on as it came.
      assertThat(client.get("/a/../two/x?y=/../z", "Host: www.test").text()).isEqualTo("two");
      assertThat(two.received().getLast().target()).isEqualTo("/a/../two/x?y=/../z");
    }
  }
}
