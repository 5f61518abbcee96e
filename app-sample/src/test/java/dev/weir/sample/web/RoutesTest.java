package dev.weir.sample.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.sample.web.Routes.Match;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which page a method and path lead to.
class RoutesTest {

  private static final Page PAGE = _ -> PageResponse.text(200, "");

  private final Routes routes =
      new Routes()
          .on("GET", "/", PAGE)
          .on("GET", "/pictures/{}", PAGE)
          .on("POST", "/pictures/{}/comments", PAGE)
          .on("POST", "/login", PAGE)
          .on("GET", "/login", PAGE);

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource(
      textBlock =
          """
          GET,     /,                       / ''
          HEAD,    /,                       / ''
          GET,     /pictures/12,            /pictures/{} '12'
          GET,     /pictures/a b,           /pictures/{} 'a b'
          POST,    /pictures/12/comments,   /pictures/{}/comments '12'
          GET,     /login,                  /login ''
          POST,    /login,                  /login ''
          get,     /login,                  not GET HEAD POST
          DELETE,  /pictures/12,            not GET HEAD
          GET,     /pictures/12/comments,   not POST
          GET,     /pictures/,              unknown
          GET,     /pictures/1/2,           unknown
          POST,    /pictures//comments,     unknown
          POST,    /pictures/1/2/comments,  unknown
          GET,     //,                      unknown
          GET,     '',                      unknown
          OPTIONS, *,                       unknown
          """)
  void theFirstRouteThatFitsAnswers(String method, String path, String expected) {
    String actual =
        switch (routes.match(method, path)) {
          case Match.Found(String route, String value, _) -> route + " '" + value + "'";
          case Match.WrongMethod(String allow) -> "not " + allow.replace(",", "");
          case Match.Unknown() -> "unknown";
        };
    assertThat(actual).isEqualTo(expected);
  }
}
