package dev.weir.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// RFC 3986 §6.2.2.
class PercentEncodingTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "/plain?q=1, /plain?q=1",
    "/%7euser, /~user",
    "/%7Euser%2f%3f, /~user%2F%3F",
    "/%61%2D%2e%5f%39, /a-._9",
    "/%c3%a4, /%C3%A4",
    "/%e4, /%E4",
    "/%25%37%65, /%257e",
    "/%, /%",
    "/%7, /%7",
    "/%zz%7e, /%zz~",
    "/%%7e, /%~",
    "/?a=%26b, /?a=%26b"
  })
  void isOneForAllThatMeanTheSame(String text, String canonical) {
    assertThat(PercentEncoding.canonical(text)).isEqualTo(canonical);
  }
}
