package dev.weir.cache.entry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.http.FieldLine;
import dev.weir.http.Fields;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Groups of stored responses (RFC 9875).
final class CacheGroupsTest {

  // RFC 9875 §2: a list of strings
  @ParameterizedTest(name = "[{0}]")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          "a"                  | a
          "a", "b"             | a b
          "b","a",   "b"       | b a
          "a";x=1, "b";y       | a b
          "A", "a"             | A a
          "x\\"y"              | x"y
          # anything else voids the field
          a                    | -
          "a", b               | -
          "a", 1               | -
          ("a" "b")            | -
          "a", ("b")           | -
          "a",                 | -
          "a" "b"              | -
          ~~                   | -
          """)
  void readsNames(String value, String names) {
    CacheGroups groups = CacheGroups.of(Fields.of("Cache-Groups", value));
    assertThat(String.join(" ", groups.names())).isEqualTo(names.equals("-") ? "" : names);
    assertThat(groups.isEmpty()).isEqualTo(names.equals("-"));
    assertThat(CacheGroups.invalidatedBy("POST", Fields.of("Cache-Group-Invalidation", value)))
        .isEqualTo(groups);
  }

  @Test
  void severalLinesAreOneList() {
    Fields fields =
        Fields.of(new FieldLine("Cache-Groups", "\"a\""), new FieldLine("cache-groups", "\"b\""));
    assertThat(CacheGroups.of(fields).names()).containsExactly("a", "b");
    assertThat(CacheGroups.of(Fields.EMPTY)).isSameAs(CacheGroups.NONE);
  }

  // RFC 9875 §2: at least 32 members of 32 characters; ours: 64 of 128
  @Test
  void asManyAndAsLongNamesAsPromisedAreRead() {
    assertThat(CacheGroups.of(Fields.of("Cache-Groups", list(32, 32))).names()).hasSize(32);
    assertThat(CacheGroups.of(Fields.of("Cache-Groups", list(64, 128))).names()).hasSize(64);
    assertThat(CacheGroups.of(Fields.of("Cache-Groups", list(65, 32))).names()).hasSize(64);
    assertThat(CacheGroups.of(Fields.of("Cache-Groups", list(2, 129) + ", \"a\"")).names())
        .containsExactly("a");
  }

  // RFC 9875 §3: the field means nothing in answers to safe requests
  @ParameterizedTest
  @CsvSource({"POST, true", "DELETE, true", "BREW, true", "GET, false", "HEAD, false"})
  void onlyUnsafeRequestsInvalidate(String method, boolean invalidates) {
    Fields fields = Fields.of("Cache-Group-Invalidation", "\"a\"");
    assertThat(CacheGroups.invalidatedBy(method, fields).isEmpty()).isEqualTo(!invalidates);
    assertThat(CacheGroups.of(fields).isEmpty()).isTrue();
  }

  // RFC 9875 §2.1: character by character, in any place
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          "a", "b" | "b", "c" | true
          "a"      | "A"      | false
          "a"      | "b"      | false
          ~~       | "b"      | false
          """)
  void groupsAreSharedByName(String one, String other, boolean shared) {
    CacheGroups first = CacheGroups.of(Fields.of("Cache-Groups", one));
    CacheGroups second = CacheGroups.of(Fields.of("Cache-Groups", other));
    assertThat(first.sharesWith(second)).isEqualTo(shared);
    assertThat(second.sharesWith(first)).isEqualTo(shared);
  }

  private static String list(int members, int length) {
    return IntStream.range(0, members)
        .mapToObj(i ->
            '"'
                + "%0128d".formatted(i).substring(128 - Math.min(length, 128))
                + "x".repeat(Math.max(0, length - 128))
                + '"')
        .collect(Collectors.joining(", "));
  }
}
