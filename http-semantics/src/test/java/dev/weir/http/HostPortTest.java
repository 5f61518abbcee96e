package dev.weir.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HostPortTest {

  // RFC 3986 §3.2.2, §3.2.3
  @ParameterizedTest(name = "[{0}]")
  @CsvSource(
      textBlock =
          """
          example.test:8080, example.test, 8080, example.test:8080
          Example.TEST,      example.test, 80,   example.test:80
          example.test:,     example.test, 80,   example.test:80
          127.0.0.1:0,       127.0.0.1,    0,    127.0.0.1:0
          [::1]:3128,        ::1,          3128, [::1]:3128
          [2001:DB8::1],     2001:db8::1,  80,   [2001:db8::1]:80
          app_1:11211,       app_1,        11211,app_1:11211
          localhost:65535,   localhost,    65535,localhost:65535
          """)
  void hostAndPortAreRead(String text, String host, int port, String written) {
    assertThat(HostPort.parse(text, 80)).isEqualTo(new HostPort(host, port)).hasToString(written);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", ":80", "::1", "::1:80", "[::1", "::1]:80", "[example.test]:80", "a:b", "a:-1",
        "a:65536", "a:099999", "a:1:2", "a b:1", "http://a:1", "user@a:1", "a/b", "a:80/",
            "[::1]x:1",
        "a:٨٠", "é:1", "[]:1", "a\u0000:1"
      })
  void anythingElseIsRefused(String text) {
    assertThatThrownBy(() -> HostPort.parse(text, 80)).isInstanceOf(IllegalArgumentException.class);
    assertThat(HostPort.parseOrNull(text, 80)).isNull();
  }

  @Test
  void portIsAskedForWhereThereIsNoDefault() {
    assertThatThrownBy(() -> HostPort.parse("example.test"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("port missing: example.test");
  }
}
