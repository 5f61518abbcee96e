package dev.weir.runtime.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.runtime.lifecycle.Condition;
import dev.weir.runtime.lifecycle.Readiness;
import dev.weir.runtime.settings.ListenAddress;
import dev.weir.testing.RawHttpClient;
import dev.weir.testing.RawResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdminServerTest {

  private final Readiness readiness = new Readiness();
  private final AtomicReference<AdminAction.Call> called = new AtomicReference<>();
  private AdminServer admin;
  private RawHttpClient client;

  @SuppressWarnings("NullAway.Init") // opened before each test
  AdminServerTest() {}

  @BeforeEach
  void open() throws Exception {
    start("hush-hush");
  }

  private void start(@Nullable String token) throws Exception {
    admin =
        new AdminServer(
                new AdminSettings(ListenAddress.parse("127.0.0.1:0"), token),
                readiness,
                new Metrics("node-a"))
            .page("/store", () -> Map.of("bytes", 7, "age", Duration.ofSeconds(5)))
            .page(
                "/broken",
                () -> {
                  throw new IllegalStateException("secret of the house");
                })
            .document("/dashboard", "text/html", () -> "<p>".getBytes(StandardCharsets.UTF_8))
            .post("/purge", this::purge);
    admin.start();
    client = new RawHttpClient(admin.port());
  }

  private Object purge(AdminAction.Call call) {
    called.set(call);
    if (call.content().equals("nonsense")) {
      throw new IllegalArgumentException("no such URL");
    }
    return Map.of("purged", 1);
  }

  @AfterEach
  void close() throws Exception {
    client.close();
    admin.close();
  }

  private RawResponse post(String path, String content, String... fields) throws Exception {
    return client.exchange(
        "POST "
            + path
            + " HTTP/1.1\r\nHost: h\r\nContent-Length: "
            + content.length()
            + "\r\n"
            + String.join("\r\n", fields)
            + (fields.length == 0 ? "\r\n" : "\r\n\r\n")
            + content);
  }

  @Test
  void livenessIsThatTheProcessAnswers() throws Exception {
    RawResponse response = client.get("/livez");

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.fields().first("Cache-Control")).isEqualTo("no-store");
    assertThat(response.fields().first("Content-Type")).isEqualTo("application/json");
    assertThat(response.text()).contains("\"status\" : \"ok\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/readyz", "/healthz"})
  void readinessListsItsChecks(String path) throws Exception {
    readiness.check("origin", () -> Condition.UP);
    readiness.check("memcached", () -> Condition.degraded("gone"));
    assertThat(client.get(path).status()).isEqualTo(200);
    assertThat(client.get(path).text())
        .contains("\"status\" : \"degraded\"")
        .contains("\"memcached\" : \"degraded: gone\"")
        .contains("\"origin\" : \"ok\"");

    readiness.check("origin", () -> Condition.down("refused"));
    assertThat(client.get(path).status()).isEqualTo(503);
    assertThat(client.get(path).text())
        .contains("\"status\" : \"not ready\"")
        .contains("\"origin\" : \"down: refused\"");
  }

  @Test
  void aCheckThatThrowsIsDown() throws Exception {
    readiness.check(
        "origin",
        () -> {
          throw new IllegalStateException("oh");
        });

    assertThat(client.get("/readyz").status()).isEqualTo(503);
  }

  @Test
  void readinessIsRefusedForGood() throws Exception {
    assertThat(client.get("/readyz").text()).contains("\"status\" : \"ready\"");
    readiness.refuse("draining");

    assertThat(client.get("/readyz").status()).isEqualTo(503);
    assertThat(client.get("/readyz").text()).contains("\"lifecycle\" : \"down: draining\"");
    assertThat(client.get("/livez").status()).isEqualTo(200);
  }

  @Test
  void pagesAreJson() throws Exception {
    assertThat(client.get("/store").text()).contains("\"bytes\" : 7").contains("\"PT5S\"");
    assertThat(client.get("/store?x=y").status()).isEqualTo(200);
    assertThat(client.get("/").text()).contains("/store").contains("/purge").contains("/readyz");
    assertThat(client.get("/dashboard").fields().first("Content-Type")).isEqualTo("text/html");
    assertThat(client.exchange("HEAD /store HTTP/1.1\r\nHost: h\r\n\r\n").status()).isEqualTo(200);
    assertThat(client.get("/none").status()).isEqualTo(404);
  }

  @Test
  void aPageThatFailsTellsNothing() throws Exception {
    RawResponse response = client.get("/broken");

    assertThat(response.status()).isEqualTo(500);
    assertThat(response.text()).contains("see the log").doesNotContain("secret");
  }

  @Test
  void metricsAreForPrometheus() throws Exception {
    RawResponse response = client.get("/metrics");

    assertThat(response.fields().first("Content-Type")).startsWith("text/plain; version=0.0.4");
    assertThat(response.text())
        .contains("weir_build_info{")
        .contains("tier=\"node-a\"")
        .contains("jvm_memory_used_bytes{area=\"heap\"}")
        .contains("jvm_buffer_pool_used_bytes{pool=\"direct\"}")
        .contains("jvm_threads_current ")
        .contains("process_uptime_seconds ");
  }

  @Test
  void theTokenAllowsActions() throws Exception {
    RawResponse response = post("/purge?url=a&url=b", "all", "Authorization: Bearer hush-hush");

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.text()).contains("\"purged\" : 1");
    assertThat(called.get()).isEqualTo(new AdminAction.Call(Map.of("url", "b"), "all"));
  }

  @ParameterizedTest
  @CsvSource({
    "Bearer hush-hus",
    "Bearer hush-hush!",
    "Bearer HUSH-HUSH",
    "Basic hush-hush",
    "hush-hush",
    "Bearer"
  })
  void anotherTokenDoesNot(String authorization) throws Exception {
    RawResponse response = post("/purge", "all", "Authorization: " + authorization);

    assertThat(response.status()).isEqualTo(401);
    assertThat(response.fields().first("WWW-Authenticate")).isEqualTo("Bearer");
    assertThat(called.get()).isNull();
  }

  @Test
  void noTokenDoesNot() throws Exception {
    assertThat(post("/purge", "all").status()).isEqualTo(401);
    assertThat(client.get("/purge").status()).isEqualTo(405);
    assertThat(client.get("/purge").fields().first("Allow")).isEqualTo("POST");
    assertThat(post("/store", "").status()).isEqualTo(405);
    assertThat(called.get()).isNull();
  }

  @Test
  void withoutAConfiguredTokenNothingIsAllowed() throws Exception {
    close();
    start(null);
    RawResponse response = post("/purge", "all", "Authorization: Bearer null");

    assertThat(response.status()).isEqualTo(403);
    assertThat(response.text()).contains("configure");
    assertThat(called.get()).isNull();
  }

  @Test
  void whatMakesNoSenseIsSaid() throws Exception {
    RawResponse response = post("/purge", "nonsense", "Authorization: Bearer hush-hush");

    assertThat(response.status()).isEqualTo(400);
    assertThat(response.text()).contains("no such URL");
  }
}
