package dev.weir.cache.entry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.http.Fields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which later requests a varying response answers (RFC 9111 §4.1).
final class SelectingFieldsTest {

  @ParameterizedTest(name = "Vary: {0}; stored for {1}; asked with {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Foo               | Foo: 1                    | Foo: 1                    | true
          Foo               | Foo: 1                    | Foo: 2                    | false
          Foo               | Foo: 1                    | -                         | false
          Foo               | -                         | -                         | true
          Foo               | -                         | Foo: 1                    | false
          Foo               | Foo: 1; Other: 2          | Foo: 1; Other: 3          | true
          Foo, Bar          | Foo: 1; Bar: a            | Bar: a; Foo: 1            | true
          Foo, Bar          | Foo: 1; Bar: a            | Foo: 1                    | false
          FOO               | foo: 1                    | Foo: 1                    | true
          # white space around members, and lines combined, mean the same
          Foo               | Foo: 1,2                  | Foo: 1, 2                 | true
          Foo               | Foo: 1, 2                 | Foo: 1; Foo: 2            | true
          Foo               | Foo: 1, 2                 | Foo: 2, 1                 | false
          Foo               | Foo: a                    | Foo: A                    | false
          # RFC 9110 §12.5.3, §12.5.4: tokens without regard to case; the order of codings means nothing
          Accept-Encoding   | Accept-Encoding: gzip, br | Accept-Encoding: BR,gzip  | true
          Accept-Encoding   | Accept-Encoding: gzip     | Accept-Encoding: br       | false
          Accept-Encoding   | Accept-Encoding: gzip     | -                         | false
          Accept-Language   | Accept-Language: en-GB, de;q=0.5 | Accept-Language: EN-gb,de; q=0.5 | true
          Accept-Language   | Accept-Language: en, de   | Accept-Language: de, en   | false
          # RFC 9110 §12.4.2, §12.5.4: weights give the order; among equals the order given may count
          Accept-Language   | Accept-Language: de§q=0.5, en     | Accept-Language: en, de§q=0.500       | true
          Accept-Language   | Accept-Language: en, de§q=1.0     | Accept-Language: en, de               | true
          Accept-Language   | Accept-Language: en, de§q=0.5     | Accept-Language: en§q=0.5, de         | false
          Accept-Language   | Accept-Language: en, de§q=0.5     | Accept-Language: en, de§q=0.6         | false
          Accept-Language   | Accept-Language: en, de§q=0       | Accept-Language: en                   | false
          Accept-Language   | Accept-Language: a, b§q=0.5, c§q=0.5 | Accept-Language: a, c§q=0.5, b§q=0.5 | false
          Accept-Language   | Accept-Language: a, b§q=0.1, c§q=0.5 | Accept-Language: c§q=0.5, b§q=0.1, a | true
          Accept-Language   | Accept-Language: en, en, de       | Accept-Language: en, de               | true
          Accept-Encoding   | Accept-Encoding: br§q=0.5, gzip   | Accept-Encoding: gzip, br§q=0.5       | true
          Accept-Encoding   | Accept-Encoding: br§q=0.5, gzip§q=.5 | Accept-Encoding: gzip§q=.5, br§q=0.5 | false
          Accept-Encoding   | Accept-Encoding: a§q=0.5, b§q=0.50 | Accept-Encoding: b§Q=0.5, a§q=0.5    | true
          # RFC 9110 §8.4.1: names of old
          Accept-Encoding   | Accept-Encoding: gzip             | Accept-Encoding: x-gzip               | true
          Accept-Encoding   | Accept-Encoding: X-Gzip§q=0.5, br | Accept-Encoding: br, gzip§q=0.5       | true
          Accept-Encoding   | Accept-Encoding: x-compress       | Accept-Encoding: compress             | true
          Accept-Encoding   | Accept-Encoding: x-gzip           | Accept-Encoding: x-gzipped            | false
          Accept-Language   | Accept-Language: x-gzip           | Accept-Language: gzip                 | false
          # what is no weight leaves the list as it is, but for case and white space
          Accept-Language   | Accept-Language: de§q=2, en       | Accept-Language: en, de§q=2           | false
          Accept-Language   | Accept-Language: de§q=2, en       | Accept-Language: DE§ q=2,EN           | true
          Accept-Language   | Accept-Language: de§q=1.001, en   | Accept-Language: en, de§q=1.001       | false
          Accept-Language   | Accept-Language: de§q=0.1234, en  | Accept-Language: en, de§q=0.1234      | false
          Accept-Language   | Accept-Language: de§q=, en        | Accept-Language: en, de§q=            | false
          Accept-Language   | Accept-Language: de§q=0x5, en     | Accept-Language: en, de§q=0x5         | false
          Accept-Language   | Accept-Language: de§q=0.5§a=b, en | Accept-Language: en, de§q=0.5§a=b     | false
          Accept-Language   | Accept-Language: de§level=1, en   | Accept-Language: en, de§level=1       | false
          Cookie            | Cookie: a=b, c            | Cookie: a=b,c             | false
          # never
          *                 | Foo: 1                    | Foo: 1                    | false
          Foo, *            | Foo: 1                    | Foo: 1                    | false
          """)
  void matchesWhatMeansTheSame(String vary, String first, String later, boolean matches) {
    SelectingFields selecting =
        SelectingFields.of(Fields.of("Vary", vary), fields(first.replace("de;q", "de§q")));
    assertThat(selecting.matches(fields(later.replace("de; q", "de§ q")))).isEqualTo(matches);
  }

  @Test
  void responseWithoutVaryMatchesEverything() {
    SelectingFields selecting = SelectingFields.of(Fields.EMPTY, fields("Foo: 1"));
    assertThat(selecting).isSameAs(SelectingFields.NONE);
    assertThat(selecting.matches(fields("Foo: 2"))).isTrue();
    assertThat(selecting.matchesNothing()).isFalse();
  }

  @Test
  void valuesCanBeLookedAt() {
    SelectingFields selecting =
        SelectingFields.of(Fields.of("Vary", "Foo, Bar, *"), fields("Foo: 1"));
    assertThat(selecting.value("foo")).isEqualTo("1");
    assertThat(selecting.value("Bar")).isNull();
    assertThat(selecting.value("Other")).isNull();
    assertThat(selecting.names()).containsExactly("*", "bar", "foo");
    assertThat(selecting.matchesNothing()).isTrue();
  }

  @Test
  void quotedStringsAreLeftAlone() {
    SelectingFields selecting =
        SelectingFields.of(Fields.of("Vary", "Foo"), fields("Foo: \"a, b\""));
    assertThat(selecting.matches(fields("Foo: \"a,b\""))).isFalse();
    assertThat(selecting.matches(fields("Foo: \"a, b\""))).isTrue();
  }

  // A list that no browser sends is not worth sorting for every request.
  @Test
  void longListsAreComparedAsTheyStand() {
    String many = "a,".repeat(Preferences.MOST_MEMBERS - 2);
    assertThat(matchesTurnedRound(many + "b, c;q=0.5", many + "c;q=0.5, b")).isTrue();
    assertThat(matchesTurnedRound(many + "a, b, c;q=0.5", many + "a, c;q=0.5, b")).isFalse();
  }

  private static boolean matchesTurnedRound(String first, String later) {
    return SelectingFields.of(
            Fields.of("Vary", "Accept-Language"), Fields.of("Accept-Language", first))
        .matches(Fields.of("Accept-Language", later));
  }

  /// `Name: value; Name: value`, with § for a semicolon within a value.
  private static Fields fields(String text) {
    Fields.Builder fields = Fields.builder();
    if (!text.equals("-")) {
      for (String line : text.split(";")) {
        int colon = line.indexOf(':');
        fields.add(
            line.substring(0, colon).strip(), line.substring(colon + 1).strip().replace('§', ';'));
      }
    }
    return fields.build();
  }
}
