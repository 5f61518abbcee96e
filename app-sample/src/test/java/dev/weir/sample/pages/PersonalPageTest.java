package dev.weir.sample.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.sample.RunningApp;
import dev.weir.testing.ManualClock;
import dev.weir.testing.RawResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Signing in, being known, signing out.
class PersonalPageTest {

  private final ManualClock clock = new ManualClock();
  private RunningApp app;

  @BeforeEach
  void start() throws Exception {
    app = new RunningApp("memcached: { source: none }\nsessionKey: 0123456789abcdef", clock);
  }

  @AfterEach
  void stop() {
    app.close();
  }

  @Test
  void nobodyIsSentToTheLogin() throws IOException {
    RawResponse response = app.get("/me");

    assertThat(response.status()).isEqualTo(303);
    assertThat(response.fields().first("Location")).isEqualTo("/login");
    assertThat(response.fields().first("Cache-Control")).isEqualTo("private, no-cache");
  }

  @Test
  void whoeverSignsInIsGreetedOnAPrivatePage() throws IOException {
    RawResponse login = app.post("/login", Map.of("name", "Ada & <Byron>"));
    RawResponse me = app.get("/me", "Cookie: other=1; " + RunningApp.cookie(login));

    assertThat(login.status()).isEqualTo(303);
    assertThat(login.fields().first("Location")).isEqualTo("/me");
    assertThat(RunningApp.field(login, "Set-Cookie"))
        .contains("; HttpOnly; SameSite=Lax")
        .doesNotContain("Secure");
    assertThat(me.text()).contains("<h1>Hello, Ada &amp; &lt;Byron&gt;</h1>");
    assertThat(me.fields().first("Cache-Control")).isEqualTo("private, no-cache");
    assertThat(me.fields().first("Vary")).isEqualTo("Cookie");
  }

  @Test
  void overTlsTheCookieIsSecure() throws IOException {
    RawResponse login = app.post("/login", Map.of("name", "Ada"), "X-Forwarded-Proto: https");

    assertThat(RunningApp.field(login, "Set-Cookie")).endsWith("; Secure");
  }

  @Test
  void aSessionEndsAfterAWeek() throws IOException {
    String cookie = RunningApp.cookie(app.post("/login", Map.of("name", "Ada")));

    clock.advance(Duration.ofDays(7).minusSeconds(1));
    assertThat(app.get("/me", "Cookie: " + cookie).status()).isEqualTo(200);
    clock.advance(Duration.ofSeconds(1));
    assertThat(app.get("/me", "Cookie: " + cookie).status()).isEqualTo(303);
  }

  @Test
  void aForgedCookieIsNobodys() throws IOException {
    String cookie = RunningApp.cookie(app.post("/login", Map.of("name", "Ada")));
    String[] parts = cookie.split("[=.]", -1);

    for (String forged :
        new String[] {
          "weir_session=",
          "weir_session=x",
          "weir_session=..",
          "weir_session=QmVhdHJpY2U." + parts[2] + "." + parts[3],
          "weir_session=" + parts[1] + ".99999999999." + parts[3],
          cookie + "A",
          "weir_session=" + "a".repeat(600)
        }) {
      assertThat(app.get("/me", "Cookie: " + forged).status()).as(forged).isEqualTo(303);
    }
  }

  @Test
  void theSameKeyKnowsTheVisitorInAnotherProcess() throws Exception {
    String cookie = RunningApp.cookie(app.post("/login", Map.of("name", "Ada")));

    try (RunningApp other =
        new RunningApp("memcached: { source: none }\nsessionKey: 0123456789abcdef", clock)) {
      assertThat(other.get("/me", "Cookie: " + cookie).text()).contains("Hello, Ada");
    }
    try (RunningApp stranger =
        new RunningApp("memcached: { source: none }\nsessionKey: fedcba9876543210", clock)) {
      assertThat(stranger.get("/me", "Cookie: " + cookie).status()).isEqualTo(303);
    }
  }

  @Test
  void signingOutTakesTheCookieAway() throws IOException {
    RawResponse logout = app.post("/logout", Map.of());

    assertThat(logout.status()).isEqualTo(303);
    assertThat(logout.fields().first("Location")).isEqualTo("/");
    assertThat(RunningApp.field(logout, "Set-Cookie")).startsWith("weir_session=; Max-Age=0");
  }

  @Test
  void theNameOfTheSessionSignsComments() throws IOException {
    String cookie = RunningApp.cookie(app.post("/login", Map.of("name", "Ada")));

    app.post(
        "/pictures/1/comments", Map.of("author", "Eve", "text", "It is me"), "Cookie: " + cookie);

    assertThat(app.get("/pictures/1").text()).contains("<b>Ada</b>").doesNotContain("<b>Eve</b>");
  }

  @Test
  void aNameIsNeededAndOtherSitesCannotGiveIt() throws IOException {
    assertThat(app.post("/login", Map.of("name", " \u0000 ")).status()).isEqualTo(422);
    assertThat(app.post("/login", Map.of("name", "x".repeat(41))).status()).isEqualTo(422);
    assertThat(app.post("/login", Map.of("name", "Ada"), "Origin: http://evil.example").status())
        .isEqualTo(403);
    assertThat(app.post("/logout", Map.of(), "Sec-Fetch-Site: cross-site").status()).isEqualTo(403);
  }
}
