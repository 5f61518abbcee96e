package dev.weir.sample.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.sample.RunningApp;
import dev.weir.testing.RawResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Files that the application serves itself, when it is told a folder.
final class FilePageTest {

  private static final byte[] PICTURE = {1, 2, 3, 0, -1};

  @TempDir private Path site;
  private RunningApp app;

  @BeforeEach
  void start() throws Exception {
    Files.createDirectories(site.resolve("img/folder.jpg"));
    Files.createDirectories(site.resolve("css"));
    Files.write(site.resolve("img/a.jpg"), PICTURE);
    Files.writeString(site.resolve("img/.hidden"), "secret");
    Files.writeString(site.resolve("outside.jpg"), "secret");
    Files.createSymbolicLink(site.resolve("img/link.jpg"), site.resolve("outside.jpg"));
    app =
        new RunningApp(
            "memcached: { source: none }\nstaticRoot: \"" + site + '"', InstantSource.system());
  }

  @AfterEach
  void stop() {
    app.close();
  }

  @Test
  void aFileIsServedWithTypeValidatorsAndLifetime() throws IOException {
    RawResponse response = app.get("/static/img/a.jpg");

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.body()).isEqualTo(PICTURE);
    assertThat(RunningApp.field(response, "Content-Type")).isEqualTo("image/jpeg");
    assertThat(RunningApp.field(response, "Cache-Control")).isEqualTo("max-age=3600");
    assertThat(RunningApp.field(response, "Last-Modified")).endsWith(" GMT");
  }

  @Test
  void aFileThatTheClientHasIsNotSentAgain() throws IOException {
    String tag = RunningApp.field(app.get("/static/img/a.jpg"), "ETag");

    RawResponse response = app.get("/static/img/a.jpg", "If-None-Match: " + tag);

    assertThat(response.status()).isEqualTo(304);
    assertThat(RunningApp.field(response, "ETag")).isEqualTo(tag);
  }

  @Test
  void aFileThatHasChangedIsReadAnew() throws IOException {
    app.get("/static/img/a.jpg");
    Files.write(site.resolve("img/a.jpg"), new byte[] {7, 8});

    assertThat(app.get("/static/img/a.jpg").body()).isEqualTo(new byte[] {7, 8});
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/static/img/none.jpg",
        "/static/img/.hidden",
        "/static/img/folder.jpg",
        "/static/img/link.jpg",
        "/static/img/..%2Foutside.jpg",
        "/static/outside.jpg",
      })
  void everythingButPlainFilesOfTheFolderIsNotFound(String target) throws IOException {
    assertThat(app.get(target).status()).isIn(400, 404);
  }
}
