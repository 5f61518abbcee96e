package dev.weir.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FieldsTest {

  private final Fields fields =
      Fields.builder()
          .add("Host", "example.test")
          .add("Accept", "text/html")
          .add("accept", "image/png")
          .build();

  // RFC 9110 §5.1: field names are case-insensitive
  @Test
  void namesAreFoundWhateverTheirCase() {
    assertThat(fields.first("HOST")).isEqualTo("example.test");
    assertThat(fields.lines("Accept")).containsExactly("text/html", "image/png");
    assertThat(fields.contains("aCCept")).isTrue();
    assertThat(fields.contains("Cookie")).isFalse();
  }

  // RFC 9110 §5.3: lines of one name combine in order
  @Test
  void linesOfOneNameAreJoinedInOrder() {
    assertThat(fields.combined("accept")).isEqualTo("text/html, image/png");
    assertThat(fields.combined("Host")).isEqualTo("example.test");
    assertThat(fields.combined("Cookie")).isNull();
  }

  @Test
  void absentNameHasNoLines() {
    assertThat(fields.lines("Cookie")).isEmpty();
    assertThat(fields.first("Cookie")).isNull();
  }

  @Test
  void withReplacesAllLinesInPlaceOfTheFirst() {
    assertThat(fields.with("Accept", "*/*"))
        .containsExactly(new FieldLine("Host", "example.test"), new FieldLine("Accept", "*/*"));
  }

  @Test
  void withAddsWhatIsMissing() {
    assertThat(fields.with("Age", "1").combined("age")).isEqualTo("1");
    assertThat(fields.with("Age", "1").size()).isEqualTo(4);
  }

  @Test
  void plusKeepsWhatIsThere() {
    assertThat(fields.plus("Accept", "*/*").lines("Accept"))
        .containsExactly("text/html", "image/png", "*/*");
    assertThat(fields.size()).isEqualTo(3);
  }

  @Test
  void withoutDropsEveryLineOfTheNames() {
    assertThat(fields.without("ACCEPT", "Cookie"))
        .containsExactly(new FieldLine("Host", "example.test"));
    assertThat(fields.without("Cookie")).isSameAs(fields);
    assertThat(fields.without("Host", "Accept")).isSameAs(Fields.EMPTY);
  }

  @Test
  void octetsAreThoseOnTheWire() {
    // "Host: example.test\r\n" 20, "Accept: text/html\r\n" 19, "accept: image/png\r\n" 19
    assertThat(fields.octets()).isEqualTo(58);
    assertThat(Fields.EMPTY.octets()).isZero();
  }

  @Test
  void builderGrowsAndBuildsIndependentSections() {
    Fields.Builder builder = Fields.builder();
    for (int i = 0; i < 40; i++) {
      builder.add("N" + i, "v");
    }
    Fields first = builder.build();
    builder.add("Late", "v");
    assertThat(first.size()).isEqualTo(40);
    assertThat(Fields.copyOf(first)).isEqualTo(first).hasSameHashCodeAs(first);
  }

  // RFC 9110 §5.1, §5.5
  @ParameterizedTest(name = "[{0}: {1}] well-formed: {2}")
  @CsvSource(
      textBlock =
          """
          X-A,  'a b',    true
          X-A,  '',       true
          '',   a,        false
          X A,  a,        false
          X:A,  a,        false
          X-Ä,  a,        false
          """)
  void wellFormedLineHasTokenNameAndPlainValue(String name, String value, boolean expected) {
    assertThat(new FieldLine(name, value).isWellFormed()).isEqualTo(expected);
  }

  @Test
  void lineBreaksInAValueAreNotWellFormed() {
    assertThat(new FieldLine("X-A", "a\r\nX-B: b").isWellFormed()).isFalse();
    assertThat(new FieldLine("X-A", "a\0").isWellFormed()).isFalse();
  }
}
