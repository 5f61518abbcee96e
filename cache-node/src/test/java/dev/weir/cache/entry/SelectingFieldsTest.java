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
