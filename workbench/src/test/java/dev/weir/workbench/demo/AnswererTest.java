package dev.weir.workbench.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which tier answered, read from the fields of the answer.
class AnswererTest {

  private static Exchange exchange(Map<String, String> fields) {
    Map<String, List<String>> lists = new HashMap<>();
    fields.forEach((name, value) -> lists.put(name, List.of(value)));
    return new Exchange(
        "GET",
        URI.create("http://edge.test/"),
        200,
        HttpHeaders.of(lists, (_, _) -> true),
        "",
        Duration.ofMillis(1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          node-a; hit; ttl=9                                    | NODE
          node-a; fwd=uri-miss; stored                          | APP
          node-a; hit; ttl=9, node-b; fwd=uri-miss; stored      | SIBLING
          node-a; fwd=uri-miss, node-b; fwd=uri-miss            | APP
          node-a; detail="hit, hit"; fwd=uri-miss               | APP
          """)
  void isToldByCacheStatus(String cacheStatus, SmokeCheck.Answerer answerer) {
    assertThat(SmokeCheck.answererOf(exchange(Map.of("Cache-Status", cacheStatus))))
        .isEqualTo(answerer);
  }

  @Test
  void withoutAMemberItIsTheEdgeUnlessANodeWasOnTheWay() {
    assertThat(SmokeCheck.answererOf(exchange(Map.of("Via", "1.1 weir-edge"))))
        .isEqualTo(SmokeCheck.Answerer.EDGE);
    assertThat(SmokeCheck.answererOf(exchange(Map.of("Via", "1.1 node-a, 1.1 weir-edge"))))
        .isEqualTo(SmokeCheck.Answerer.APP);
  }

  @Test
  void membersAreSplitOutsideOfQuotes() {
    assertThat(exchange(Map.of("Cache-Status", "a; detail=\"x, y\", b; hit")).cacheMembers())
        .containsExactly("a; detail=\"x, y\"", "b; hit");
    assertThat(exchange(Map.of()).cacheMembers()).isEmpty();
  }

  @Test
  void theCookieIsWhatABrowserWouldSendBack() {
    assertThat(exchange(Map.of("Set-Cookie", "s=1; Path=/; HttpOnly")).cookie()).isEqualTo("s=1");
  }
}
