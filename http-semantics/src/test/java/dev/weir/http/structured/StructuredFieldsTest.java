package dev.weir.http.structured;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StructuredFieldsTest {

  // RFC 9651 §4.2.3.1–4.2.10, written back by §4.1
  @ParameterizedTest(name = "[{0}]")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          0                          | 0
          -0                         | 0
          0042                       | 42
          -999999999999999           | -999999999999999
          999999999999999            | 999999999999999
          1.5                        | 1.5
          -1.500                     | -1.5
          000000000001.000           | 1.0
          123456789012.125           | 123456789012.125
          ""                         | ""
          "a \\"b\\" \\\\"           | "a \\"b\\" \\\\"
          *foo/bar:1                 | *foo/bar:1
          aZ!#$%&'*+-.^_`~           | aZ!#$%&'*+-.^_`~
          :aGVsbG8=:                 | :aGVsbG8=:
          ::                         | ::
          ?1                         | ?1
          ?0                         | ?0
          @1659578233                | @1659578233
          @-1                        | @-1
          %"f%c3%bc"                 | %"f%c3%bc"
          %"a%25"                    | %"a%25"
          a;b;c=1;  d="x"            | a;b;c=1;d="x"
          a;b=1;c=2;b=3              | a;b=3;c=2
          1;a=?0;b=?1                | 1;a=?0;b
          """)
  void itemIsReadAndWritten(String text, String canonical) {
    assertThat(StructuredFields.parseItem("  " + text + " ")).hasToString(canonical);
  }

  @ParameterizedTest(name = "[{0}]")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          ~~
          -
          --1
          1000000000000000
          1.
          1.2345
          1234567890123.1
          1,2
          "open
          "a\\
          "a\\b"
          "é"
          "a"b
          :a!:
          :aGVsbG8
          ?2
          ?
          ?true
          @1.5
          @
          %"%C3"
          %"%c3"
          %"%c"
          %x
          a b
          a;
          a;B=1
          a;b=
          a ;b
          &
          """)
  void faultyItemIsNull(String text) {
    assertThat(StructuredFields.parseItem(text)).isNull();
  }

  // RFC 9651 §4.2.1
  @ParameterizedTest(name = "[{0}]")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          ~~                           | ~~
          a, b ,\tc                    | a, b, c
          (a b), ( 1   2 );x, ()       | (a b), (1 2);x, ()
          ("a";p=1 b)                  | ("a";p=1 b)
          """)
  void listIsReadAndWritten(String text, String canonical) {
    List<Member> members =
        Objects.requireNonNull(StructuredFields.parseList(text.replace("\\t", "\t")));
    assertThat(StructuredFields.renderList(members)).isEqualTo(canonical);
  }

  @ParameterizedTest(name = "[{0}]")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          a,
          a,,b
          ,a
          a b
          (a
          (a,b)
          ("a""b")
          a)
          """)
  void faultyListIsNull(String text) {
    assertThat(StructuredFields.parseList(text)).isNull();
  }

  // RFC 9651 §4.2.2
  @ParameterizedTest(name = "[{0}]")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          ~~                           | ~~
          a=1, b;x=2, c=(1 2);y        | a=1, b;x=2, c=(1 2);y
          a=1, b=2, a=3                | a=3, b=2
          *k._-9=?0                    | *k._-9=?0
          """)
  void dictionaryIsReadAndWritten(String text, String canonical) {
    Map<String, Member> members = Objects.requireNonNull(StructuredFields.parseDictionary(text));
    assertThat(StructuredFields.renderDictionary(members)).isEqualTo(canonical);
  }

  @ParameterizedTest(name = "[{0}]")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          a=1,
          a=1 b=2
          a =1
          a= 1
          A=1
          1=a
          =1
          a=
          """)
  void faultyDictionaryIsNull(String text) {
    assertThat(StructuredFields.parseDictionary(text)).isNull();
  }

  @Test
  void valuesBeyondTheirTypeCannotBeMade() {
    assertThatThrownBy(() -> new BareItem.Whole(1_000_000_000_000_000L))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new BareItem.Decimal(new BigDecimal("1000000000000")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new BareItem.Text("a\n")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new BareItem.Token("1a")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void decimalIsRoundedToThreePlaces() {
    assertThat(new BareItem.Decimal(new BigDecimal("1.0005"))).hasToString("1.0");
    assertThat(new BareItem.Decimal(new BigDecimal("1.0015"))).hasToString("1.002");
  }
}
