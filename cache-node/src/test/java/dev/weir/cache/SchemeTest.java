package dev.weir.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cache.config.NodeConfig;
import dev.weir.http.forwarding.TrustedProxies;
import dev.weir.testing.RawHttpClient;
import dev.weir.testing.RawResponse;
import dev.weir.testing.ReceivedRequest;
import dev.weir.testing.Script;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Clients of one site by `http` and `https` behind an edge that ends TLS (RFC 9110 §4.2: two
/// schemes, two resources).
class SchemeTest {

  private static final String BY_TLS = "X-Forwarded-Proto: https";

  private NodeFixture fixture;

  @BeforeEach
  void start() throws Exception {
    start(UnaryOperator.identity());
  }

  private void restart(NodeConfig.Scheme scheme) throws Exception {
    fixture.close();
    start(config ->
        NodeFixture.withPort(config, new NodeConfig.HttpPort("127.0.0.1", 0, null, true, scheme)));
  }

  private void start(UnaryOperator<NodeConfig> change) throws Exception {
    fixture = new NodeFixture(change);
    // Answers as an application does that wants TLS.
    fixture.origin.on("/", SchemeTest::application);
  }

  private static Script application(ReceivedRequest request) {
    Script script =
        "https".equals(request.fields().first("X-Forwarded-Proto"))
            ? Script.ok("secret page")
            : Script.of(301).header("Location", "https://site.test" + request.target());
    return script.header("Cache-Control", "max-age=60");
  }

  @AfterEach
  void stop() throws Exception {
    fixture.close();
  }

  @Test
  void redirectToTlsIsNotGivenToThoseWhoFollowedIt() throws Exception {
    assertThat(fixture.get("/a").status()).isEqualTo(301);
    assertThat(fixture.get("/a", BY_TLS).text()).isEqualTo("secret page");

    assertThat(fixture.get("/a").status()).isEqualTo(301);
    assertThat(fixture.get("/a", BY_TLS).text()).isEqualTo("secret page");
    assertThat(fixture.origin.received()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          X-Forwarded-Proto: https                            | https
          X-Forwarded-Proto: HTTPS                            | https
          Forwarded: for=192.0.2.1;proto=https                | https
          Forwarded: for=192.0.2.1;proto=https, for=192.0.2.2 | https
          X-Forwarded-Proto: http                             | http
          X-Forwarded-Proto: https, http                      | http
          X-Forwarded-Proto: evil                             | http
          Forwarded: for=192.0.2.1;proto=evil                 | http
          Forwarded: for=192.0.2.1                            | http
          X-Nothing: said                                     | http
          """)
  void schemeIsWhatTheOneInFrontPlainlySays(String line, String scheme) throws Exception {
    RawResponse response = fixture.get("/a", line);

    assertThat(response.status()).isEqualTo(scheme.equals("https") ? 200 : 301);
    assertThat(NodeFixture.isHit(fixture.get("/a"))).isEqualTo(scheme.equals("http"));
    assertThat(NodeFixture.isHit(fixture.get("/a", BY_TLS))).isEqualTo(scheme.equals("https"));
  }

  // Nobody may make the origin answer for one scheme what is kept for the other.
  @ParameterizedTest
  @ValueSource(strings = {"X-Forwarded-Proto: evil", "Forwarded: proto=evil"})
  void originIsToldNothingButTheSchemeOfTheKey(String line) throws Exception {
    fixture.get("/a", line);

    ReceivedRequest asked = fixture.origin.take();
    assertThat(asked.fields().combined("Forwarded")).isNull();
    assertThat(asked.fields().lines("X-Forwarded-Proto")).allMatch("http"::equals);
  }

  @Test
  void absoluteTargetCounts() throws Exception {
    fixture.get("/a", BY_TLS);

    try (RawHttpClient client = fixture.client()) {
      assertThat(client.get("https://site.test:443/a", "Host: site.test:443").text())
          .isEqualTo("secret page");
    }
    assertThat(fixture.origin.received()).hasSize(1);
  }

  @Test
  void wordOfStrangersDoesNotCount() throws Exception {
    restart(new NodeConfig.Scheme.Told(TrustedProxies.NONE));

    assertThat(fixture.get("/a", BY_TLS).status()).isEqualTo(301);
    assertThat(fixture.origin.take().fields().lines("X-Forwarded-Proto")).containsExactly("http");
  }

  @Test
  void portMaySayTheSchemeOfAllItsRequests() throws Exception {
    restart(new NodeConfig.Scheme.Fixed("https"));

    assertThat(fixture.get("/a").text()).isEqualTo("secret page");
    assertThat(NodeFixture.isHit(fixture.get("/a", "X-Forwarded-Proto: http"))).isTrue();
  }

  @Test
  void changeByOneSchemeLeavesTheOther() throws Exception {
    fixture.get("/a");
    fixture.get("/a", BY_TLS);

    fixture.send("DELETE", "/a", BY_TLS);

    assertThat(isStored()).isTrue();
    assertThat(isStored(BY_TLS)).isFalse();
  }

  private boolean isStored(String... lines) throws IOException {
    List<String> all = new ArrayList<>(List.of(lines));
    all.add("Cache-Control: only-if-cached");
    return fixture.get("/a", all.toArray(String[]::new)).status() != 504;
  }
}
