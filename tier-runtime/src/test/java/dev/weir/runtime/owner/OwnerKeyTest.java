package dev.weir.runtime.owner;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnerKeyTest {

  // RFC 3986 §6.2.2, §6.2.3
  @ParameterizedTest
  @CsvSource({
    "www.test, /a, http://www.test/a",
    "WWW.test:80, /a, http://www.test/a",
    "www.test:443, /a, http://www.test/a",
    "www.test:, /a, http://www.test/a",
    "www.test:8080, /%7ea, http://www.test:8080/~a",
    "[::1], /a, http://[::1]/a",
    "[::1]:443, ?x, http://[::1]/?x"
  })
  void keyIsTheUriWithoutWhatDoesNotCount(String authority, String target, String key) {
    assertThat(OwnerKey.of(authority, target)).isEqualTo(key);
  }
}
