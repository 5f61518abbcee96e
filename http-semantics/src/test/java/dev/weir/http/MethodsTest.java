package dev.weir.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MethodsTest {

  // RFC 9110 §9.2.1, §9.2.2; method names are case-sensitive (§9.1)
  @ParameterizedTest(name = "[{0}]")
  @CsvSource(
      textBlock =
          """
          GET,     true,  true
          HEAD,    true,  true
          OPTIONS, true,  true
          TRACE,   true,  true
          PUT,     false, true
          DELETE,  false, true
          POST,    false, false
          PATCH,   false, false
          CONNECT, false, false
          get,     false, false
          FOO,     false, false
          """)
  void safetyAndIdempotenceAreThoseOfTheRegistry(String method, boolean safe, boolean idempotent) {
    assertThat(Methods.isSafe(method)).isEqualTo(safe);
    assertThat(Methods.isIdempotent(method)).isEqualTo(idempotent);
  }
}
