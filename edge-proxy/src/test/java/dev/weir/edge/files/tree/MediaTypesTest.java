package dev.weir.edge.files.tree;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MediaTypesTest {

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          a.html,          text/html;charset=utf-8
          A.HTML,          text/html;charset=utf-8
          x/y.z/a.min.js,  text/javascript;charset=utf-8
          a.mjs,           text/javascript;charset=utf-8
          a.json,          application/json
          a.svg,           image/svg+xml
          a.jpeg,          image/jpeg
          a.wasm,          application/wasm
          a.woff2,         font/woff2
          a.tar.gz,        application/gzip
          a.unknown,       application/octet-stream
          a,               application/octet-stream
          a.,              application/octet-stream
          html,            application/octet-stream
          """)
  void endingTellsTheType(String name, String type) {
    assertThat(MediaTypes.of(name)).isEqualTo(type);
  }
}
