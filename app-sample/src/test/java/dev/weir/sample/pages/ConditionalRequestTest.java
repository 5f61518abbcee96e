package dev.weir.sample.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.sample.RunningApp;
import dev.weir.testing.RawResponse;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Conditional requests (RFC 9110 §13).
class ConditionalRequestTest {

  private static RunningApp app;

  @BeforeAll
  static void start() throws Exception {
    app = new RunningApp();
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/albums/1", "/pictures/1", "/api/pictures"})
  void anUnchangedPageIsNotSentAgain(String target) throws IOException {
    RawResponse first = app.get(target);
    String tag = RunningApp.field(first, "ETag");
    String date = RunningApp.field(first, "Last-Modified");

    for (String condition :
        new String[] {
          "If-None-Match: " + tag,
          "If-None-Match: \"other\", W/" + tag,
          "If-None-Match: *",
          "If-Modified-Since: " + date
        }) {
      RawResponse second = app.get(target, condition);
      assertThat(second.status()).as(condition).isEqualTo(304);
      assertThat(second.body()).isEmpty();
      // RFC 9110 §15.4.5
      for (String name : new String[] {"ETag", "Last-Modified", "Cache-Control", "Vary"}) {
        assertThat(second.fields().first(name)).isEqualTo(first.fields().first(name));
      }
    }
  }

  @Test
  void anotherTagOrAnEarlierDateGetsThePage() throws IOException {
    String date = RunningApp.field(app.get("/"), "Last-Modified");

    assertThat(app.get("/", "If-None-Match: \"other\"").status()).isEqualTo(200);
    assertThat(app.get("/", "If-Modified-Since: Sat, 01 Jan 2000 00:00:00 GMT").status())
        .isEqualTo(200);
    // RFC 9110 §13.1.3: If-None-Match wins
    assertThat(app.get("/", "If-None-Match: \"other\"", "If-Modified-Since: " + date).status())
        .isEqualTo(200);
  }

  @Test
  void aPageInAnotherStateThanDemandedFails() throws IOException {
    assertThat(app.get("/", "If-Match: \"other\"").status()).isEqualTo(412);
    assertThat(app.get("/", "If-Match: " + RunningApp.field(app.get("/"), "ETag")).status())
        .isEqualTo(200);
  }

  @Test
  void aCommentChangesTheTagsOfWhatShowsIt() throws IOException {
    String picture = RunningApp.field(app.get("/pictures/4"), "ETag");
    String other = RunningApp.field(app.get("/pictures/5"), "ETag");
    String gallery = RunningApp.field(app.get("/"), "ETag");
    String album = RunningApp.field(app.get("/albums/1"), "ETag");

    app.post("/pictures/4/comments", Map.of("author", "Ada", "text", "Hello"));

    assertThat(app.get("/pictures/4", "If-None-Match: " + picture).status()).isEqualTo(200);
    assertThat(app.get("/", "If-None-Match: " + gallery).status()).isEqualTo(200);
    assertThat(app.get("/pictures/5", "If-None-Match: " + other).status()).isEqualTo(304);
    assertThat(app.get("/albums/1", "If-None-Match: " + album).status()).isEqualTo(304);
  }

  @Test
  void theTagsOfOneResourceDifferByForm() throws IOException {
    assertThat(RunningApp.field(app.get("/api/pictures", "Accept: text/csv"), "ETag"))
        .isNotEqualTo(RunningApp.field(app.get("/api/pictures"), "ETag"));
  }
}
