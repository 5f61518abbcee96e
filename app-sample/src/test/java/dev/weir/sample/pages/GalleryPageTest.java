package dev.weir.sample.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.sample.RunningApp;
import dev.weir.testing.RawResponse;
import java.io.IOException;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What the pages show.
class GalleryPageTest {

  private static RunningApp app;

  @BeforeAll
  static void start() throws Exception {
    app = new RunningApp();
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  @Test
  void oneDynamicPageRefersToThirtyStaticPictures() throws IOException {
    String page = app.get("/").text();

    assertThat(matches(page, "src=\"(/static/img/[^\"]+\\.jpg)\"")).hasSize(30);
    assertThat(matches(page, "href=\"(/static/css/[^\"]+)\"")).hasSize(1);
    assertThat(matches(page, "href=\"(/pictures/[0-9]+)\"")).hasSize(30);
    assertThat(page).doesNotContain("<script");
  }

  @Test
  void anAlbumShowsItsPictures() throws IOException {
    String page = app.get("/albums/2").text();

    assertThat(page).contains("<h1>Coasts</h1>", "A bay holding still");
    assertThat(matches(page, "href=\"(/pictures/[0-9]+)\"")).hasSize(6);
  }

  @Test
  void aPictureShowsItsCommentsEscaped() throws IOException {
    String page = app.get("/pictures/27").text();

    assertThat(page)
        .contains("<h1>Northern lights</h1>")
        .contains("2 comments")
        .contains("<b>Ines &amp; Paul</b>")
        .contains("&lt;3 from the two of us");
  }

  @Test
  void theApiTellsTheSamePicturesAsJsonAndCsv() throws IOException {
    RawResponse json = app.get("/api/pictures?album=5");
    RawResponse csv = app.get("/api/pictures?album=5", "Accept: application/json;q=0.5, text/csv");

    assertThat(json.text())
        .contains("{\"id\":27,\"album\":5,\"title\":\"Northern lights\",")
        .contains("\"comments\":2}");
    assertThat(csv.fields().first("Content-Type")).isEqualTo("text/csv; charset=utf-8");
    assertThat(csv.text().lines())
        .hasSize(7)
        .contains("27,5,\"Northern lights\",\"27-northern-lights.jpg\",800,500,2");
  }

  @Test
  void pagesMayNotRunScriptsOrBeFramed() throws IOException {
    assertThat(RunningApp.field(app.get("/"), "Content-Security-Policy"))
        .contains("default-src 'none'", "frame-ancestors 'none'");
    assertThat(RunningApp.field(app.get("/api/pictures"), "X-Content-Type-Options"))
        .isEqualTo("nosniff");
  }

  private static List<String> matches(String text, String pattern) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map((MatchResult match) -> match.group(1))
        .distinct()
        .toList();
  }
}
