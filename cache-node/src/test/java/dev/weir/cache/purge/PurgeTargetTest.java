package dev.weir.cache.purge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cache.entry.CacheKey;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PurgeTargetTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "HTTP://Site.Example:80/a/*, http://site.example/a/b, true",
    "http://site.example/%7euser/*, http://site.example/~user/b, true",
    "/%7euser/*, http://site.example/~user/b, true",
    "http://*.Example/a/*, http://site.example/a/b, true",
    "*://Site.example/*, http://site.example/a, true",
    "http://site.example*, http://site.example/a, true",
    "*.css, http://site.example/a.css, true",
    "/A/*, http://site.example/a/b, false"
  })
  void patternIsComparedWithCanonicalUrls(String pattern, String url, boolean matches) {
    assertThat(PurgeTarget.pattern(pattern).mayContain(CacheKey.of(url))).isEqualTo(matches);
  }
}
