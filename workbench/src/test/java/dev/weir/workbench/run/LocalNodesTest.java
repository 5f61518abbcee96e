package dev.weir.workbench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weir.runtime.lifecycle.Tier;
import dev.weir.testing.RawHttpClient;
import dev.weir.testing.RawResponse;
import dev.weir.testing.Script;
import dev.weir.testing.ScriptedOrigin;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalNodesTest {

  @TempDir private Path folder;

  private Path edgeFile() throws Exception {
    return Files.writeString(
        folder.resolve("edge.yaml"),
        """
        listen: [ { address: "127.0.0.1:0" } ]
        admin: { address: "127.0.0.1:0" }
        accessLog: { path: "%s" }
        upstreams: { cache: { servers: [ "local:cache.conf" ] } }
        routes: [ { path: /, upstream: cache } ]
        """
            .formatted(folder.resolve("access.log")));
  }

  private void nodeFile(String text) throws Exception {
    Files.writeString(folder.resolve("cache.conf"), text);
  }

  private Tier started(ScriptedOrigin origin) throws Exception {
    nodeFile(
        """
        http_port 127.0.0.1:0 accel vhost
        visible_hostname node-a
        cache_peer 127.0.0.1 parent %d 0 no-query originserver
        access_log none
        """
            .formatted(origin.port()));
    Tier tier = TierFile.read(TierKind.EDGE, edgeFile(), Map.of()).tier();
    tier.start();
    return tier;
  }

  @Test
  void edgeAnswersFromItsOwnNode() throws Exception {
    try (ScriptedOrigin origin =
            new ScriptedOrigin(InetAddress.getLoopbackAddress(), InstantSource.system());
        Tier tier = started(origin);
        RawHttpClient client = new RawHttpClient(tier.port())) {
      origin.always(
          Script.ok("page").header("Cache-Control", "max-age=600").header("ETag", "\"1\""));

      RawResponse miss = client.get("/");
      RawResponse hit = client.get("/");
      RawResponse current = client.get("/", "If-None-Match: \"1\"");
      RawResponse head =
          client.exchange("HEAD / HTTP/1.1\r\nHost: localhost:" + tier.port() + "\r\n\r\n");

      assertThat(miss.fields().first("Cache-Status")).startsWith("node-a; fwd=uri-miss");
      assertThat(hit.text()).isEqualTo("page");
      assertThat(hit.fields().first("Cache-Status")).startsWith("node-a; hit");
      assertThat(hit.fields().combined("Via")).endsWith("1.1 weir-edge");
      assertThat(current.status()).isEqualTo(304);
      assertThat(head.fields().first("Content-Length")).isEqualTo("4");
      assertThat(origin.received()).hasSize(1);
      assertThat(tier.readiness().conditions()).containsKey("node node-a");
    }
    assertThat(Files.readString(folder.resolve("access.log"))).contains("local:cache.conf");
  }

  @Test
  void answerCutByTheOriginIsCutForTheClient() throws Exception {
    try (ScriptedOrigin origin =
            new ScriptedOrigin(InetAddress.getLoopbackAddress(), InstantSource.system());
        Tier tier = started(origin);
        RawHttpClient client = new RawHttpClient(tier.port())) {
      origin.always(Script.ok("a page that is never whole").cutAfter(6));

      RawResponse response = client.get("/");

      assertThat(response.status() != 200 || !response.complete()).isTrue();
    }
  }

  @Test
  void drainingWaitsForWhatIsInTheNode() throws Exception {
    try (ScriptedOrigin origin =
            new ScriptedOrigin(InetAddress.getLoopbackAddress(), InstantSource.system());
        Tier tier = started(origin);
        RawHttpClient client = new RawHttpClient(tier.port())) {
      origin.always(Script.ok("page").header("Cache-Control", "max-age=600"));
      client.get("/");

      tier.drain(Duration.ofSeconds(20));

      assertThat(tier.readiness().ready()).isFalse();
    }
  }

  @Test
  void faultsOfTheNodesFileAreToldWithItsNameAndLine() throws Exception {
    nodeFile("http_port 127.0.0.1:0 accel\ncache_mme 1 MB\n");
    Path edgeFile = edgeFile();

    InvalidConfig refused =
        catchThrowableOfType(
            InvalidConfig.class, () -> TierFile.read(TierKind.EDGE, edgeFile, Map.of()));

    assertThat(refused.faults()).anyMatch(line -> line.contains("cache.conf:2"));
  }

  @Test
  void nodesFileThatIsNotThereIsAFault() throws Exception {
    Path edgeFile = edgeFile();

    InvalidConfig refused =
        catchThrowableOfType(
            InvalidConfig.class, () -> TierFile.read(TierKind.EDGE, edgeFile, Map.of()));

    assertThat(refused.faults()).singleElement().asString().contains("cache.conf", "no such file");
  }
}
