package dev.weir.http.representation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ByteRangesTest {

  // RFC 9110 §14.1.2, for a representation of 10000 octets as in its examples
  @ParameterizedTest(name = "[{0}]")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          bytes=0-499                | 0-499
          bytes=500-999              | 500-999
          bytes=-500                 | 9500-9999
          bytes=9500-                | 9500-9999
          bytes=0-0,-1               | 0-0 9999-9999
          Bytes= 0-0 ,, 5-6 ,        | 0-0 5-6
          bytes=5-6,0-0              | 5-6 0-0
          bytes=0-99999              | 0-9999
          bytes=-99999               | 0-9999
          bytes=0-99999999999999999999999 | 0-9999
          bytes=10000-               | ~~
          bytes=99999999999999999999-| ~~
          bytes=-0                   | ~~
          bytes=10000-10001,3-4      | 3-4
          bytes=500-600,601-999      | 500-999
          bytes=500-700,601-999      | 500-999
          bytes=601-999,500-700      | 500-999
          bytes=7-9,0-1,2-3          | 0-3 7-9
          bytes=0-,0-,0-             | 0-9999
          """)
  void rangesAreResolved(String field, String expected) {
    ByteRanges ranges = Objects.requireNonNull(ByteRanges.parse(field));
    assertThat(text(ranges.resolve(10_000))).isEqualTo(expected);
  }

  // RFC 9110 §14.2: invalid ranges and unknown units are ignored
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "bytes",
        "bytes=",
        "bytes=,",
        "bytes=-",
        "bytes=a-b",
        "bytes=1-0",
        "bytes=0-1,x",
        "bytes=1",
        "bytes =0-1",
        "items=0-1",
        "bytes=0-1-2",
        "bytes=+1-2",
        "bytes=--1",
        "bytes: 0-1",
        "bytes=0 - 1"
      })
  void faultyFieldIsIgnored(String field) {
    assertThat(ByteRanges.parse(field)).isNull();
  }

  // RFC 9110 §17.15: many ranges are an attack
  @Test
  void moreThanSixteenRangesAreIgnored() {
    assertThat(ByteRanges.parse("bytes=" + "0-0,".repeat(16))).isNotNull();
    assertThat(ByteRanges.parse("bytes=" + "0-0,".repeat(17))).isNull();
  }

  @Test
  void nothingOfAnEmptyRepresentationCanBeSatisfied() {
    ByteRanges all = Objects.requireNonNull(ByteRanges.parse("bytes=0-,-1"));
    assertThat(all.resolve(0)).isEmpty();
  }

  // RFC 9110 §14.4
  @ParameterizedTest
  @ValueSource(strings = {"bytes 42-1233/1234", "bytes 42-1233/*", "bytes */1234", "bytes 0-0/1"})
  void contentRangeIsReadAndWritten(String value) {
    assertThat(ContentRange.parse(value)).hasToString(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "bytes",
        "bytes */*",
        "bytes 0-1",
        "bytes 1-0/5",
        "bytes 0-5/5",
        "bytes -1/5",
        "bytes a-b/c",
        "items 0-1/5",
        "bytes 0-1/-",
        "/",
        "bytes/5",
        "bytes 5/5"
      })
  void faultyContentRangeIsNull(String value) {
    assertThat(ContentRange.parse(value)).isNull();
  }

  @Test
  void rangeCannotEndBeforeItStartsOrBehindTheContent() {
    assertThatThrownBy(() -> new ByteRange(2, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ContentRange.of(new ByteRange(0, 5), 5))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(ContentRange.unsatisfied(7)).hasToString("bytes */7");
  }

  private static String text(List<ByteRange> ranges) {
    return ranges.stream()
        .map(range -> range.first() + "-" + range.last())
        .collect(Collectors.joining(" "));
  }
}
