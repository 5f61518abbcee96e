package dev.weir.cache.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Equal resources have equal keys, different ones different keys.
final class CacheKeyTest {

  // RFC 9110 §4.2.3: scheme and host without regard to case, default port and empty path
  // normalised, the rest verbatim
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "HTTP://Example.COM:80/A?b=C, http://example.com/A?b=C",
    "http://a, http://a/",
    "http://a?q, http://a/?q",
    "http://a:8080/, http://a:8080/",
    "https://a:443/x, https://a/x",
    "https://a:80/x, https://a:80/x",
    "http://a:/x, http://a/x",
    "http://[::1]:80/%7ex%2f?%c3%B6, http://[::1]/~x%2F?%C3%B6",
    "http://a/x?q[]=1|{}, http://a/x?q[]=1|{}"
  })
  void isCanonical(String uri, String key) {
    assertThat(CacheKey.of(uri).uri()).isEqualTo(key);
  }

  @Test
  void isMadeOfOriginForm() {
    CacheKey key = CacheKey.of("http", "A:80", "/p/x.css?v=1");
    assertThat(key).isEqualTo(CacheKey.of("http://a/p/x.css?v=1")).hasToString(key.uri());
    assertThat(key.authority()).isEqualTo("a");
    assertThat(key.path()).isEqualTo("/p/x.css");
    assertThat(key.pathAndQuery()).isEqualTo("/p/x.css?v=1");
    assertThat(CacheKey.of("http://a/").path()).isEqualTo("/");
  }

  @ParameterizedTest
  @CsvSource({"/relative", "://a/", "http:///x"})
  void refusesWhatIsNotAbsolute(String uri) {
    assertThatIllegalArgumentException().isThrownBy(() -> CacheKey.of(uri));
  }
}
