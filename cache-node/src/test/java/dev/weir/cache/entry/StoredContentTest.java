package dev.weir.cache.entry;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Content is read by many without being copied or changed.
final class StoredContentTest {
  private final MemoryContent content =
      StoredContent.over(List.of(octets("abc"), octets(""), octets("de"), octets("fghi")));

  private static ByteBuffer octets(String text) {
    return ByteBuffer.wrap(text.getBytes(US_ASCII));
  }

  private static String text(MemoryContent content) {
    StringBuilder text = new StringBuilder();
    content.duplicate().forEach(chunk -> text.append(US_ASCII.decode(chunk)));
    return text.toString();
  }

  @Test
  void everyReaderHasPositionsOfItsOwn() {
    content.duplicate().getFirst().get();
    assertThat(text(content)).isEqualTo("abcdefghi");
    assertThat(text(content)).isEqualTo("abcdefghi");
    assertThat(content.length()).isEqualTo(9);
  }

  @Test
  void nobodyCanChangeIt() {
    assertThat(content.duplicate()).hasSize(3).allMatch(ByteBuffer::isReadOnly);
  }

  @Test
  void copyLivesOutsideTheHeap() {
    byte[] octets = "abc".getBytes(US_ASCII);
    MemoryContent copy = StoredContent.copyOf(octets);
    octets[0] = 'x';
    assertThat(text(copy)).isEqualTo("abc");
    assertThat(copy.duplicate()).allMatch(ByteBuffer::isDirect);
    assertThat(StoredContent.copyOf(new byte[0])).isSameAs(StoredContent.EMPTY);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 9, abcdefghi",
    "0, 1, a",
    "2, 2, cd",
    "3, 2, de",
    "4, 5, efghi",
    "8, 1, i",
    "9, 0, ''",
    "0, 0, ''"
  })
  void partsAreCutWithoutCopying(long offset, long length, String part) {
    assertThat(text(content.slice(offset, length))).isEqualTo(part);
    assertThat(content.slice(offset, length).length()).isEqualTo(length);
  }

  @ParameterizedTest
  @CsvSource({"-1, 1", "0, 10", "9, 1", "0, -1", "1, 9223372036854775807"})
  void partsMustBeWithin(long offset, long length) {
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> content.slice(offset, length));
  }
}
