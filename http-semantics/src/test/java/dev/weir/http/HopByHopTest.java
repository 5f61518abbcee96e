package dev.weir.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HopByHopTest {

  // RFC 9110 §7.6.1
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Connection",
        "keep-alive",
        "Proxy-Connection",
        "TE",
        "te",
        "Trailer",
        "Upgrade",
        "TRANSFER-ENCODING",
        "Proxy-Authenticate",
        "Proxy-Authorization",
        "HTTP2-Settings",
        "Proxy-Authentication-Info"
      })
  void connectionFieldsEndHere(String name) {
    assertThat(HopByHop.is(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Host", "Content-Length", "Via", "X-Connection", "ET", "", "Trailers"})
  void otherFieldsGoOn(String name) {
    assertThat(HopByHop.is(name)).isFalse();
  }

  @ParameterizedTest(name = "[{0}] {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          close                          | ~~
          Keep-Alive                     | ~~
          close, X-Secret                | x-secret
          X-A,X-B , ,X-A                 | x-a x-b
          Host, X-A                      | x-a
          Cookie, Authorization          | ~~
          Cache-Control, Content-Length  | ~~
          X-Forwarded-For, x-forwarded-proto, X-Real-IP | ~~
          X A, @, X-B                    | x-b
          """)
  void nominatedFieldsAreThoseNotEverybodyNeeds(String value, String expected) {
    Set<String> names = expected.isEmpty() ? Set.of() : Set.of(expected.split(" "));
    assertThat(HopByHop.nominated(Fields.of("Connection", value))).isEqualTo(names);
  }

  @Test
  void allConnectionLinesNominate() {
    Fields fields = Fields.of("Connection", "close").plus("connection", "X-A");
    assertThat(HopByHop.nominated(fields)).containsExactly("x-a");
    assertThat(HopByHop.nominated(Fields.EMPTY)).isEmpty();
  }
}
