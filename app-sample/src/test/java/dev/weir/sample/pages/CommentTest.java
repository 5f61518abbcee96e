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
import org.junit.jupiter.params.provider.CsvSource;

/// Posting comments.
class CommentTest {

  private static RunningApp app;

  @BeforeAll
  static void start() throws Exception {
    app = new RunningApp();
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  // RFC 9111 §4.4 and RFC 9875 §3
  @Test
  void theAnswerNamesWhatIsInvalidNow() throws IOException {
    RawResponse response =
        app.post("/pictures/2/comments", Map.of("author", "Ada", "text", "Well seen"));

    assertThat(response.status()).isEqualTo(303);
    assertThat(response.fields().first("Location")).isEqualTo("/pictures/2");
    assertThat(response.fields().first("Cache-Group-Invalidation"))
        .isEqualTo("\"gallery\", \"picture-2\"");
    assertThat(response.fields().first("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void thePageAndTheListsShowItAtOnce() throws IOException {
    app.get("/pictures/6");
    app.get("/");
    app.get("/api/pictures");

    app.post("/pictures/6/comments", Map.of("author", "Ada", "text", "At once!"));

    assertThat(app.get("/pictures/6").text()).contains("<b>Ada</b>", "At once!", "1 comment");
    assertThat(app.get("/").text()).contains("1 comment");
    assertThat(app.get("/api/pictures").text()).containsPattern("\"id\":6,[^}]*\"comments\":1}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          <script>alert(1)</script>       | &lt;script&gt;alert(1)&lt;/script&gt;
          " onmouseover="alert(1)         | &quot; onmouseover=&quot;alert(1)
          </textarea><b>x</b>             | &lt;/textarea&gt;&lt;b&gt;x&lt;/b&gt;
          &lt;already&gt;                 | &amp;lt;already&amp;gt;
          {} and 'quotes'                 | {} and &#39;quotes&#39;
          """)
  void whateverIsWrittenIsShownAsText(String text, String shown) throws IOException {
    app.post("/pictures/9/comments", Map.of("author", text, "text", text));

    String page = app.get("/pictures/9").text();
    assertThat(page).contains("<b>" + shown + "</b>").contains("<p>" + shown + "</p>");
    assertThat(page).doesNotContain(text.contains("<script>") ? "<script>" : "<b>x</b>");
  }

  @Test
  void linesStayLines() throws IOException {
    app.post("/pictures/10/comments", Map.of("author", "Ada", "text", "one\r\ntwo\rthree\u202E"));

    assertThat(app.get("/pictures/10").text()).contains("<p>one<br>two<br>three</p>");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          no name       | ''  | hello | Please give a name.
          only controls | \u202E\u2066 | hello | Please give a name.
          no text       | Ada | ''    | Please write something.
          """)
  void whatCannotBePostedComesBackWithTheReason(
      String name, String author, String text, String reason) throws IOException {
    RawResponse response = app.post("/pictures/3/comments", Map.of("author", author, "text", text));

    assertThat(response.status()).as(name).isEqualTo(422);
    assertThat(response.text()).contains(reason);
    assertThat(response.fields().first("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void aNameOrTextThatIsTooLongComesBackAsItWasTyped() throws IOException {
    String longText = "long ".repeat(300);

    RawResponse text = app.post("/pictures/3/comments", Map.of("author", "Ada", "text", longText));
    RawResponse name =
        app.post("/pictures/3/comments", Map.of("author", "A".repeat(41), "text", "x"));

    assertThat(text.status()).isEqualTo(422);
    assertThat(text.text())
        .contains("The comment may have 1000 characters.", longText.strip(), "value=\"Ada\"");
    assertThat(name.text()).contains("The name may have 40 characters.");
  }

  @Test
  void picturesThatDoNotExistCannotBeCommentedOn() throws IOException {
    Map<String, String> comment = Map.of("author", "Ada", "text", "hello");

    assertThat(app.post("/pictures/99/comments", comment).status()).isEqualTo(404);
    assertThat(app.post("/pictures/x/comments", comment).status()).isEqualTo(404);
    assertThat(app.post("/pictures/99/comments", Map.of()).status()).isEqualTo(404);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Origin: http://localhost                       | 303
          Origin: http://localhost:80                    | 303
          Origin: http://evil.example                    | 403
          Origin: http://localhost.evil.example          | 403
          Origin: http://localhost:8080                  | 403
          Origin: null                                   | 403
          Origin: localhost                              | 403
          Sec-Fetch-Site: same-origin                    | 303
          Sec-Fetch-Site: none                           | 303
          Sec-Fetch-Site: same-site                      | 403
          Sec-Fetch-Site: cross-site                     | 403
          """)
  void formsOfOtherSitesAreRefused(String fieldLine, int status) throws IOException {
    Map<String, String> comment = Map.of("author", "Ada", "text", "hello");

    assertThat(app.post("/pictures/11/comments", comment, fieldLine).status()).isEqualTo(status);
  }

  @Test
  void behindAProxyItsHostCounts() throws IOException {
    RawResponse response =
        app.post(
            "/pictures/11/comments",
            Map.of("author", "Ada", "text", "hello"),
            "Origin: https://gallery.example",
            "X-Forwarded-Host: gallery.example");

    assertThat(response.status()).isEqualTo(303);
  }

  @Test
  void onlyFormsWithinLimitsAreRead() throws IOException {
    String target = "/pictures/3/comments";

    assertThat(app.postRaw(target, "x=1", "Content-Type: application/json").status())
        .isEqualTo(415);
    assertThat(app.postRaw(target, "text=%zz").status()).isEqualTo(400);
    assertThat(app.postRaw(target, "a=1&".repeat(40)).status()).isEqualTo(400);
    assertThat(app.postRaw(target, "text=" + "x".repeat(20_000)).status()).isEqualTo(413);
  }
}
