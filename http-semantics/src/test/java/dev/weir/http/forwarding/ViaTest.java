package dev.weir.http.forwarding;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ViaTest {

  // RFC 9110 §7.6.3
  @ParameterizedTest(name = "{1} in [{0}]: {2} times")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          ~~                                      | weir | 0
          1.1 weir                                | weir | 1
          1.0 fred, 1.1 WEIR (Jetty)              | weir | 1
          HTTP/1.1 weir, 2 weir:80, 1.1 weir      | weir | 2
          1.1 other (weir, 1.1 weir)              | weir | 0
          1.1 weir(x)                             | weir | 1
          1.1 weir2, 1.1 xweir                    | weir | 0
          weir                                    | weir | 0
          1.1 a (x)), 1.1  weir                   | weir | 1
          """)
  void ownPassesAreCounted(String value, String pseudonym, int passes) {
    Via via = Via.parse(value);
    assertThat(via.passesOf(pseudonym)).isEqualTo(passes);
    assertThat(via.contains(pseudonym)).isEqualTo(passes > 0);
  }

  @Test
  void ownHopIsAppended() {
    assertThat(Via.parse(null).plus("1.1", "weir")).hasToString("1.1 weir");
    assertThat(Via.parse("1.0 fred (a, b),,").plus("2", "weir"))
        .hasToString("1.0 fred (a, b), 2 weir");
  }
}
