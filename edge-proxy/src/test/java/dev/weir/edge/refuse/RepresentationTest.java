package dev.weir.edge.refuse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepresentationTest {

  // RFC 9110 §12.5.1
  @ParameterizedTest(name = "Accept: {0} gets {1}")
  @CsvSource(
      textBlock =
          """
          '',                                                            HTML
          */*,                                                           HTML
          'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', HTML
          application/json,                                              PROBLEM
          APPLICATION/JSON,                                              PROBLEM
          application/problem+json,                                      PROBLEM
          'application/json, */*',                                       PROBLEM
          'application/json, text/plain, */*',                           PROBLEM
          'text/html, application/json',                                 HTML
          'text/html;q=0.5, application/json',                           PROBLEM
          'text/html, application/json;q=0.9',                           HTML
          application/json;q=0,                                          HTML
          application/json;q=x,                                          HTML
          image/png,                                                     HTML
          ';;,,q=',                                                      HTML
          """)
  void formFollowsAccept(String accept, Representation expected) {
    assertThat(Representation.preferredBy(List.of(accept))).isEqualTo(expected);
  }
}
