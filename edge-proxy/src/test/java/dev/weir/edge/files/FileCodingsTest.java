package dev.weir.edge.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.RawResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

// RFC 9110 §12.5.3
final class FileCodingsTest {

  @TempDir Path dir;

  @ParameterizedTest(name = "[{0}] {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
                                |          | plain
          gzip                  | gzip     | zipped
          gzip, br              | br       | brotli
          br;q=0.1, gzip;q=0.2  | gzip     | zipped
          identity, br;q=0.5    |          | plain
          zstd                  |          | plain
          *                     | br       | brotli
          br;q=0, *;q=0.5       | gzip     | zipped
          """)
  void preferredSiblingIsServed(
      @Nullable String acceptEncoding, @Nullable String coding, String content) throws Exception {
    new Folder(dir).file("a.js", "plain").file("a.js.br", "brotli").file("a.js.gz", "zipped");
    try (FileServer server = new Folder(dir).serve()) {
      RawResponse response =
          acceptEncoding == null
              ? server.get("/a.js")
              : server.get("/a.js", "Accept-Encoding: " + acceptEncoding);
      assertThat(response.status()).isEqualTo(200);
      assertThat(response.text()).isEqualTo(content);
      assertThat(response.fields().first("Content-Encoding")).isEqualTo(coding);
      assertThat(response.fields().first("Vary")).isEqualTo("Accept-Encoding");
      assertThat(response.fields().first("Content-Type"))
          .isEqualTo("text/javascript;charset=utf-8");
    }
  }

  // RFC 9110 §8.8.3.3
  @Test
  void everyCodingHasItsOwnTag() throws Exception {
    new Folder(dir).file("a.js", "same").file("a.js.br", "same").file("a.js.gz", "same");
    try (FileServer server = new Folder(dir).serve()) {
      Set<@Nullable String> tags = new HashSet<>();
      for (String coding : new String[] {"identity", "gzip", "br"}) {
        tags.add(server.get("/a.js", "Accept-Encoding: " + coding).fields().first("ETag"));
      }
      assertThat(tags).hasSize(3).doesNotContainNull();
    }
  }

  @Test
  void siblingOlderThanTheFileIsLeftOut() throws Exception {
    new Folder(dir).file("a.js", "new").file("a.js.gz", "old", Folder.MODIFIED.minusNanos(1));
    try (FileServer server = new Folder(dir).serve()) {
      RawResponse response = server.get("/a.js", "Accept-Encoding: gzip");
      assertThat(response.text()).isEqualTo("new");
      assertThat(response.fields().contains("Vary")).isFalse();
    }
  }

  @Test
  void siblingMustBeARegularFileBelowTheRoot(@TempDir Path elsewhere) throws Exception {
    new Folder(dir).file("a.js", "plain");
    new Folder(elsewhere).file("secret", "secret");
    Files.createSymbolicLink(dir.resolve("a.js.gz"), elsewhere.resolve("secret"));
    Files.createDirectory(dir.resolve("a.js.br"));
    try (FileServer server = new Folder(dir).serve()) {
      assertThat(server.get("/a.js", "Accept-Encoding: br, gzip").text()).isEqualTo("plain");
    }
  }

  @Test
  void indexHasSiblingsToo() throws Exception {
    new Folder(dir).file("index.html", "plain").file("index.html.gz", "zipped");
    try (FileServer server = new Folder(dir).serve()) {
      assertThat(server.get("/", "Accept-Encoding: gzip").text()).isEqualTo("zipped");
    }
  }
}
