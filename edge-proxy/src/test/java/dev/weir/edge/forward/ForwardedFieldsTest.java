package dev.weir.edge.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.edge.EdgeUnderTest;
import dev.weir.http.FieldSource;
import dev.weir.testing.RawHttpClient;
import dev.weir.testing.Script;
import dev.weir.testing.ScriptedOrigin;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForwardedFieldsTest {

  private ScriptedOrigin origin;

  @BeforeEach
  void open() throws Exception {
    origin = new ScriptedOrigin();
    origin.always(Script.ok("ok"));
  }

  @AfterEach
  void close() throws Exception {
    origin.close();
  }

  @Test
  void upstreamLearnsWhoAsked() throws Exception {
    FieldSource seen = seenFrom("[]", "Host: www.test:8080");
    assertThat(seen.lines("X-Forwarded-For")).containsExactly("127.0.0.1");
    assertThat(seen.lines("X-Real-IP")).containsExactly("127.0.0.1");
    assertThat(seen.lines("X-Forwarded-Proto")).containsExactly("http");
    assertThat(seen.lines("X-Forwarded-Host")).containsExactly("www.test:8080");
    assertThat(seen.lines("Forwarded"))
        .containsExactly("for=127.0.0.1;host=\"www.test:8080\";proto=http");
    assertThat(seen.lines("Via")).containsExactly("1.1 weir-edge");
    assertThat(seen.first("X-Request-Id")).matches("[0-9a-f]{16}");
  }

  // Corpus P12, V34: what a stranger says about itself passes nobody.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-Forwarded-For: 6.6.6.6",
        "x-forwarded-for: 6.6.6.6",
        "X-Forwarded-Host: 6.6.6.6",
        "X-Forwarded-Proto: 6.6.6.6",
        "X-Forwarded-Port: 6.6.6.6",
        "X-Forwarded-Prefix: 6.6.6.6",
        "X-Forwarded-Anything: 6.6.6.6",
        "Forwarded: for=6.6.6.6",
        "X-Real-IP: 6.6.6.6",
        "X-Client-IP: 6.6.6.6",
        "True-Client-IP: 6.6.6.6",
        "X-Original-URL: /6.6.6.6",
        "X-Rewrite-URL: /6.6.6.6",
        "X-HTTP-Method-Override: 6.6.6.6",
        "X-Method-Override: 6.6.6.6",
        "X-Request-Id: 6.6.6.6",
        "X_Forwarded_For: 6.6.6.6",
        "X_Anything: 6.6.6.6",
      })
  void strangersAccountIsLeftOut(String line) throws Exception {
    FieldSource seen = seenFrom("[]", "Host: a", line);
    String name = line.substring(0, line.indexOf(':'));
    assertThat(seen.lines(name)).noneMatch(value -> value.contains("6.6.6.6"));
  }

  @Test
  void trustedProxysAccountIsContinued() throws Exception {
    FieldSource seen =
        seenFrom(
            "[ 127.0.0.0/8 ]",
            "Host: inner.test",
            "X-Forwarded-For: 203.0.113.7, 198.51.100.9",
            "X-Forwarded-Proto: https",
            "X-Forwarded-Host: www.test",
            "Forwarded: for=203.0.113.7;proto=https",
            "X-Request-Id: abc-123",
            "X-HTTP-Method-Override: PATCH",
            "Via: 1.1 outer");
    assertThat(seen.lines("X-Forwarded-For"))
        .containsExactly("203.0.113.7, 198.51.100.9, 127.0.0.1");
    // From right to left the first address that is not ours: 198.51.100.9 wrote what stands left of
    // it.
    assertThat(seen.lines("X-Real-IP")).containsExactly("198.51.100.9");
    assertThat(seen.lines("X-Forwarded-Proto")).containsExactly("https");
    assertThat(seen.lines("X-Forwarded-Host")).containsExactly("www.test");
    assertThat(seen.lines("Forwarded"))
        .containsExactly("for=203.0.113.7;proto=https, for=127.0.0.1;host=inner.test;proto=http");
    assertThat(seen.lines("X-Request-Id")).containsExactly("abc-123");
    assertThat(seen.lines("X-HTTP-Method-Override")).containsExactly("PATCH");
    assertThat(seen.lines("Via")).containsExactly("1.1 outer, 1.1 weir-edge");
  }

  @Test
  void trustedHopsAreSkippedOnTheWayToTheClient() throws Exception {
    FieldSource seen =
        seenFrom(
            "[ 127.0.0.0/8, 198.51.100.0/24 ]",
            "Host: a",
            "X-Forwarded-For: 203.0.113.7, 198.51.100.9");
    assertThat(seen.first("X-Real-IP")).isEqualTo("203.0.113.7");
  }

  @ParameterizedTest
  @ValueSource(strings = {"has space", "a;b", "<script>", "päth", "q'"})
  void unsoundRequestIdIsReplaced(String id) throws Exception {
    FieldSource seen = seenFrom("[ 127.0.0.1 ]", "Host: a", "X-Request-Id: " + id);
    assertThat(seen.first("X-Request-Id")).matches("[0-9a-f]{16}");
  }

  @Test
  void clientGetsTheRequestIdBack() throws Exception {
    try (EdgeUnderTest edge = edge("[]");
        RawHttpClient client = edge.client()) {
      String id = client.get("/").fields().first("X-Request-Id");
      assertThat(origin.take().fields().first("X-Request-Id")).isEqualTo(id);
      assertThat(client.get("/").fields().first("X-Request-Id")).isNotEqualTo(id);
    }
  }

  private FieldSource seenFrom(String trusted, String... lines) throws Exception {
    try (EdgeUnderTest edge = edge(trusted);
        RawHttpClient client = edge.client()) {
      List<String> request = new ArrayList<>(List.of("GET / HTTP/1.1"));
      request.addAll(List.of(lines));
      assertThat(client.exchange(String.join("\r\n", request) + "\r\n\r\n").status())
          .isEqualTo(200);
      return origin.take().fields();
    }
  }

  private EdgeUnderTest edge(String trusted) throws Exception {
    return EdgeUnderTest.with(
        """
        trustedProxies: %s
        upstreams: { app: { servers: [ "%s" ] } }
        routes: [ { path: /, upstream: app } ]
        """
            .formatted(trusted, origin.authority()));
  }
}
