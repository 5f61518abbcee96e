package dev.weir.workbench.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TierGuessTest {

  /// `/` is a line end.
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          x      | listen:/routes:/upstreams:           | Certain EDGE
          x      | listen:/workers: 5                   | Certain APP
          x      | "routes": []                         | Certain EDGE
          x      | http_port 80/via on                  | Certain NODE
          x      | https_port 443                       | Certain NODE
          x      | listen:/route:                       | Likely EDGE
          x      | listen:/databse:                     | Likely APP
          x      | htp_port 80                          | Likely NODE
          x      | listen:/routes:/workers:/upstreams:  | Likely EDGE
          x      | # listen/listen:/routes: []          | Certain EDGE
          app    | listen:/accessLog:                   | Certain APP
          edge   | listen:/accessLog:                   | Certain EDGE
          x      | listen:/accessLog:                   | Undecided
          x      | colour: red                          | Undecided
          x      | [ 1, 2 ]                             | Undecided
          edge   | colour: red                          | Undecided
          x      | # nothing/---/                       | Empty
          x      | ''                                   | Empty
          """)
  void isToldFromTheWords(String name, String text, String guess) {
    String told =
        switch (TierGuess.of(name + ".txt", text.replace('/', '\n'))) {
          case TierGuess.Certain(TierKind kind) -> "Certain " + kind;
          case TierGuess.Likely(TierKind kind) -> "Likely " + kind;
          case TierGuess.Empty() -> "Empty";
          case TierGuess.Undecided() -> "Undecided";
        };

    assertThat(told).isEqualTo(guess);
  }
}
