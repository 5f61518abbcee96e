package dev.weir.sample.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Negotiation between JSON and CSV (RFC 9110 §12.5.1).
class AcceptTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          -                                     | application/json
          */*                                   | application/json
          text/csv                              | text/csv
          TEXT/CSV                              | text/csv
          text/*                                | text/csv
          application/json, text/csv            | application/json
          application/json;q=0.5, text/csv      | text/csv
          application/json;q=0.5, */*           | text/csv
          text/csv;q=0, */*                     | application/json
          text/csv;q=0.9, text/*;q=0.1, */*;q=0.5 | text/csv
          image/png                             | application/json
          text/csv;q=bogus                      | text/csv
          ;;;,,,                                | application/json
          """)
  void theBetterLikedTypeWins(@Nullable String accept, String preferred) {
    assertThat(Accept.preferred(accept, List.of("application/json", "text/csv")))
        .isEqualTo(preferred);
  }
}
