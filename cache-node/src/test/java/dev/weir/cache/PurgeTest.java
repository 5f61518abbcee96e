package dev.weir.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cache.config.NodeConfig;
import dev.weir.cache.purge.PurgeClient;
import dev.weir.http.CacheStatus;
import dev.weir.http.Fwd;
import dev.weir.testing.FreePorts;
import dev.weir.testing.RawHttpClient;
import dev.weir.testing.RawResponse;
import dev.weir.testing.Script;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PurgeTest {

  private static final String TOKEN = "sesame";

  @TempDir private Path folder;
  private NodeFixture fixture;
  private PurgeClient client;

  @BeforeEach
  void start() throws Exception {
    Path token = Files.writeString(folder.resolve("token"), TOKEN + "\n");
    NodeConfig.Admin admin = new NodeConfig.Admin("127.0.0.1", freePort(), token);
    fixture = new NodeFixture(config -> NodeFixture.withAdmin(config, admin));
    client = client(TOKEN);
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    fixture.close();
  }

  private static int freePort() throws IOException {
    return FreePorts.next();
  }

  private PurgeClient client(String token) {
    return new PurgeClient(URI.create("http://127.0.0.1:" + fixture.node.adminPort()), token);
  }

  private String purge(String... namesAndValues) throws Exception {
    Map<String, String> parameters = new java.util.TreeMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      parameters.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    PurgeClient.Answer answer = client.purge(parameters);
    assertThat(answer.status()).isEqualTo(200);
    return answer.json().replaceAll("\\s", "");
  }

  private static Script answer(String content) {
    return Script.ok(content).header("Cache-Control", "max-age=60").header("ETag", "\"1\"");
  }

  private void store(String target, String... fieldLines) throws IOException {
    fixture.origin.enqueue(answer("old").header("Vary", "Accept-Language"));
    fixture.get(target, fieldLines);
  }

  private boolean isStored(String target, String... fieldLines) throws IOException {
    return fixture.get(target, and("Cache-Control: only-if-cached", fieldLines)).status() == 200;
  }

  private static String[] and(String line, String... lines) {
    String[] all = java.util.Arrays.copyOf(lines, lines.length + 1);
    all[lines.length] = line;
    return all;
  }

  @Test
  void urlIsPurgedWithAllVariants() throws Exception {
    store("/a", "Accept-Language: de");
    store("/a", "Accept-Language: fr");
    store("/b");

    assertThat(purge("url", "http://SITE.test:80/a"))
        .isEqualTo(
            "{\"mode\":\"hard\",\"uris\":1,\"responses\":2,\"partial\":0,\"durable\":true,\"siblings\":{}}");

    assertThat(isStored("/a", "Accept-Language: de")).isFalse();
    assertThat(isStored("/a", "Accept-Language: fr")).isFalse();
    assertThat(isStored("/b")).isTrue();
  }

  // Behind an edge that ends TLS.
  @Test
  void urlIsPurgedBySchemeAndAll() throws Exception {
    String tls = "X-Forwarded-Proto: https";
    store("/a");
    store("/a", tls);

    assertThat(purge("url", "https://site.test:443/a")).contains("\"uris\":1");

    assertThat(isStored("/a")).isTrue();
    assertThat(isStored("/a", tls)).isFalse();
    store("/a", tls);
    assertThat(purge("prefix", "/a")).contains("\"uris\":2");
  }

  @ParameterizedTest
  @CsvSource({
    "prefix, http://site.test/img/",
    "prefix, /img/",
    "glob, /img/*",
    "glob, http://*.test/i*g/*.png"
  })
  void severalUrlsArePurgedByPrefixAndPattern(String kind, String text) throws Exception {
    store("/img/1.png");
    store("/img/2.png");
    store("/index");

    assertThat(purge(kind, text)).contains("\"uris\":2", "\"responses\":2");

    assertThat(isStored("/img/1.png")).isFalse();
    assertThat(isStored("/index")).isTrue();
  }

  // RFC 9875 §2
  @ParameterizedTest
  @CsvSource({", true", "http://site.test, true", "http://other.test, false"})
  void groupIsPurged(String origin, boolean purged) throws Exception {
    fixture.origin.enqueue(answer("in").header("Cache-Groups", "\"shop\", \"news\""));
    fixture.get("/in");
    fixture.origin.enqueue(answer("out").header("Cache-Groups", "\"shops\""));
    fixture.get("/out");

    if (origin == null) {
      purge("group", "shop");
    } else {
      purge("group", "shop", "origin", origin);
    }

    assertThat(isStored("/in")).isEqualTo(!purged);
    assertThat(isStored("/out")).isTrue();
  }

  @Test
  void softlyPurgedIsValidatedBeforeItIsUsedAgain() throws Exception {
    store("/a");

    assertThat(purge("url", "http://site.test/a", "mode", "soft")).contains("\"responses\":1");

    fixture.origin.enqueue(Script.of(304).header("ETag", "\"1\""));
    RawResponse validated = fixture.get("/a");
    assertThat(validated.text()).isEqualTo("old");
    CacheStatus status = NodeFixture.status(validated);
    assertThat(status == null ? null : status.fwd()).isEqualTo(Fwd.STALE);
    assertThat(fixture.origin.received().getLast().fields().first("If-None-Match"))
        .isEqualTo("\"1\"");
    assertThat(isStored("/a")).isTrue();
  }

  @Test
  void softlyPurgedIsStillThereWhenTheOriginFails() throws Exception {
    store("/a");
    purge("url", "http://site.test/a", "mode", "soft");

    fixture.origin.enqueue(Script.of(503));

    assertThat(fixture.get("/a").text()).isEqualTo("old");
  }

  @Test
  void partsArePurged() throws Exception {
    Script part =
        Script.of(206)
            .content(new byte[] {'o', 'l'})
            .header("Content-Range", "bytes 0-1/3")
            .header("Cache-Control", "max-age=60");
    fixture.origin.enqueue(part);
    fixture.get("/a", "Range: bytes=0-1");

    assertThat(purge("prefix", "/")).contains("\"partial\":1");

    RawResponse response = fixture.get("/a", "Range: bytes=0-1", "Cache-Control: only-if-cached");
    assertThat(response.status()).isEqualTo(504);
  }

  @Test
  void whatIsBeingFetchedIsNotStored() throws Exception {
    var gate = new CountDownLatch(1);
    fixture.origin.enqueue(answer("old").stallAfter(1, gate));
    try (RawHttpClient waiting = fixture.client()) {
      waiting.send(NodeFixture.request("GET", "/a"));
      RawResponse head = waiting.readHead();
      purge("prefix", "/a");
      gate.countDown();
      assertThat(waiting.readBody(head).text()).isEqualTo("old");
    }
    assertThat(isStored("/a")).isFalse();
  }

  @Test
  void nothingIsPurgedWithoutTheToken() throws Exception {
    store("/a");

    try (PurgeClient stranger = client("guess")) {
      assertThat(stranger.purge(Map.of("prefix", "/")).status()).isEqualTo(401);
    }

    assertThat(isStored("/a")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "url=/a",
        "url=http://s/&prefix=/",
        "uri=/a",
        "prefix=",
        "prefix=/&mode=firm",
        "prefix=/&origin=http://s"
      })
  void orderThatMakesNoSenseIsRefused(String query) throws Exception {
    store("/a");
    Map<String, String> parameters = new java.util.TreeMap<>();
    for (String each : query.isEmpty() ? new String[0] : query.split("&")) {
      int equals = each.indexOf('=');
      parameters.put(each.substring(0, equals), each.substring(equals + 1));
    }

    PurgeClient.Answer answer = client.purge(parameters);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json()).contains("error");
    assertThat(isStored("/a")).isTrue();
  }

  @Test
  void trafficPortDoesNotPurge() throws Exception {
    store("/a");

    RawResponse response = fixture.send("PURGE", "/a");

    assertThat(response.status()).isEqualTo(405);
    assertThat(response.fields().first("Allow")).doesNotContain("PURGE");
    assertThat(isStored("/a")).isTrue();
    assertThat(fixture.origin.received()).hasSize(1);
  }
}
