package dev.weir.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EntityTagTest {

  // RFC 9110 §8.8.3
  @ParameterizedTest(name = "[{0}]")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          "xyzzy"    | xyzzy  | false
          W/"xyzzy"  | xyzzy  | true
          ""         | ~~     | false
          W/""       | ~~     | true
          "a,b"      | a,b    | false
          "a\\b"     | a\\b   | false
          "é"        | é      | false
          """)
  void tagIsReadAndWrittenAlike(String text, String opaque, boolean weak) {
    EntityTag tag = EntityTag.parse(text);
    assertThat(tag).isEqualTo(new EntityTag(opaque, weak)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\"",
        "abc",
        "\"abc",
        "abc\"",
        "w/\"abc\"",
        "W/abc",
        "W/\"",
        "\"a\"b\"",
        "\"a b\"",
        "\"a\", \"b\"",
        "\"a\u007f\"",
        "*",
        "'abc'",
        "\"a\tb\"",
        "\"Ā\""
      })
  void anythingElseIsNoTag(String text) {
    assertThat(EntityTag.parse(text)).isNull();
  }

  // RFC 9110 §8.8.3.2, its table
  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      quoteCharacter = '~',
      textBlock =
          """
          W/"1", W/"1", false, true
          W/"1", W/"2", false, false
          W/"1", "1",   false, true
          "1",   "1",   true,  true
          """)
  void comparisonIsStrongOrWeak(String one, String two, boolean strong, boolean weak) {
    EntityTag left = Objects.requireNonNull(EntityTag.parse(one));
    EntityTag right = Objects.requireNonNull(EntityTag.parse(two));
    assertThat(left.strongMatches(right)).isEqualTo(strong);
    assertThat(left.weakMatches(right)).isEqualTo(weak);
  }

  @Test
  void quoteCannotStandInATag() {
    assertThatThrownBy(() -> EntityTag.strong("a\"b")).isInstanceOf(IllegalArgumentException.class);
  }

  // RFC 9110 §13.1.1, §13.1.2
  @ParameterizedTest(name = "[{0}] strong {1}, weak {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          *                        | true  | true
          "1"                      | true  | true
          W/"1"                    | false | true
          "2", "1"                 | true  | true
          "2" ,, "1",              | true  | true
          "a,b", W/"1"             | false | true
          "2"                      | false | false
          ~~                       | false | false
          "1" "2"                  | false | false
          "1", 2                   | false | false
          1                        | false | false
          "1                       | false | false
          *, "1"                   | false | false
          """)
  void listMatchesWhatItNames(String value, boolean strong, boolean weak) {
    EntityTagList list = EntityTagList.parse(value);
    assertThat(list.strongMatches(EntityTag.strong("1"))).isEqualTo(strong);
    assertThat(list.weakMatches(EntityTag.strong("1"))).isEqualTo(weak);
  }

  @Test
  void absentTagIsMatchedByTheAsteriskOnly() {
    assertThat(EntityTagList.parse("*").weakMatches(null)).isTrue();
    assertThat(EntityTagList.parse("\"1\"").strongMatches(null)).isFalse();
    assertThat(EntityTagList.of(Fields.EMPTY, "If-Match")).isNull();
  }
}
