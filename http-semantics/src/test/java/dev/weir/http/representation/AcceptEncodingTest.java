package dev.weir.http.representation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AcceptEncodingTest {

  // RFC 9110 §12.5.3, §12.4.2
  @ParameterizedTest(name = "[{0}] {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
                                     | identity
          ~~                         | identity
          gzip                       | gzip
          x-gzip                     | gzip
          GZIP, Br                   | br
          gzip, deflate, br          | br
          br;q=0.5, gzip;q=0.8       | gzip
          br;q=0.800, gzip;q=0.8     | br
          br;q=0.8,gzip;q=0.801      | gzip
          br;q=0, gzip;q=0           | identity
          br;q=0, *                  | gzip
          *                          | br
          *;q=0                      | identity
          identity;q=1, gzip;q=0.5   | identity
          identity, gzip             | gzip
          identity;q=0, gzip;q=0.1   | gzip
          gzip;q=0.001               | gzip
          gzip ; Q=1.000             | gzip
          gzip;q=1.001               | identity
          gzip;q=2                   | identity
          gzip;q=                    | identity
          gzip;q=x                   | identity
          gzip;q=.5                  | identity
          gzip;q=0.1234              | identity
          gzip;q=-1                  | identity
          gzip;q=0, gzip             | identity
          ,, gzip ,                  | gzip
          zstd                       | identity
          gzipx, xbr                 | identity
          """)
  void likedCodingIsPreferred(@Nullable String field, String expected) {
    assertThat(AcceptEncoding.parse(field).preferred(List.of("br", "gzip"))).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{1} by [{0}]: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          gzip;q=0.25       | gzip     | 250
          gzip;q=0.25       | identity | 1
          *;q=0             | identity | 0
          *;q=0, identity   | identity | 1000
          identity;q=0      | br       | 0
          """)
  void weightsAreThousandths(String field, String coding, int weight) {
    assertThat(AcceptEncoding.parse(field).weightOf(coding)).isEqualTo(weight);
  }
}
