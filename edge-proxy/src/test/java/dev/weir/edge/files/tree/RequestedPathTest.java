package dev.weir.edge.files.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.edge.files.tree.RequestedPath.Form;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

// RFC 3986 §2.1, §3.3, §5.2.4
final class RequestedPathTest {

  @ParameterizedTest(name = "{0} below [{1}]")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          /                  | ~~      | ~~     | SLASHED
          /a                 | ~~      | a      | PLAIN
          /a/                | ~~      | a      | SLASHED
          /a/b.c             | ~~      | a/b.c  | PLAIN
          /s                 | /s      | ~~     | PLAIN
          /s/                | /s      | ~~     | SLASHED
          /s/a               | /s      | a      | PLAIN
          /%73/a             | /s      | a      | PLAIN
          /x/../s/a          | /s      | a      | PLAIN
          /a/.               | ~~      | a      | SLASHED
          /a/b/..            | ~~      | a      | SLASHED
          /a/..              | ~~      | ~~     | SLASHED
          /.                 | ~~      | ~~     | SLASHED
          /a%2Db             | ~~      | a-b    | PLAIN
          /%E2%82%AC         | ~~      | €      | PLAIN
          /a%3Fb             | ~~      | a?b    | PLAIN
          """)
  void pathIsDecoded(String rawPath, String prefix, String relative, Form form) {
    assertThat(RequestedPath.parse(rawPath, prefix)).isEqualTo(new RequestedPath(relative, form));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "*",
        "/..",
        "/../a",
        "/a/../..",
        "/%2e",
        "/%2E%2e",
        "/a/%2e%2e/b",
        "/.a",
        "/a/.b",
        "/%2ea",
        "//",
        "//a",
        "/a//b",
        "/a//",
        "/%",
        "/%4",
        "/%4g",
        "/%2f",
        "/%5c",
        "/a\\b",
        "/%00",
        "/%1f",
        "/%7f",
        "/%3b",
        "/a;b",
        "/é",
        "/%80",
        "/%ed%a0%80",
        "/%c0%af",
        "/a\tb",
        "/./.."
      })
  void whatCouldLeadElsewhereIsNoPath(String rawPath) {
    assertThat(RequestedPath.parse(rawPath, "")).isNull();
  }

  @Test
  void pathOutsideThePrefixIsNone() {
    assertThat(RequestedPath.parse("/sx", "/s")).isNull();
    assertThat(RequestedPath.parse("/t/a", "/s")).isNull();
    assertThat(RequestedPath.parse("/s/../t", "/s")).isNull();
  }

  @Test
  void filesAndFoldersHaveDifferentKeys() {
    assertThat(new RequestedPath("a", Form.PLAIN).key()).isEqualTo("a");
    assertThat(new RequestedPath("a", Form.SLASHED).key()).isEqualTo("a/");
  }
}
