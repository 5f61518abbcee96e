package dev.weir.runtime.listen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.RawHttpClient;
import dev.weir.testing.RawResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PlainErrorsTest {

  private Listening listening;

  @SuppressWarnings("NullAway.Init") // opened before each test
  PlainErrorsTest() {}

  @BeforeEach
  void open() throws Exception {
    listening = new Listening();
  }

  @AfterEach
  void close() {
    listening.close();
  }

  @Test
  void anErrorSaysItsStatusAndNothingElse() throws Exception {
    try (RawHttpClient client = listening.client()) {
      RawResponse response = client.get("/broken");

      assertThat(response.status()).isEqualTo(500);
      assertThat(response.text()).isEqualTo("500 Server Error\n");
      assertThat(response.fields().first("Content-Type")).startsWith("text/plain");
      assertThat(response.fields().first("Cache-Control")).isEqualTo("no-store");
      assertThat(response.fields().contains("Server")).isFalse();
    }
  }

  @Test
  void jsonIsForThoseWhoAskForIt() throws Exception {
    try (RawHttpClient client = listening.client()) {
      RawResponse response = client.get("/broken", "Accept: application/json");

      assertThat(response.text()).isEqualTo("{\"status\":500,\"error\":\"Server Error\"}\n");
      assertThat(response.fields().first("Content-Type")).isEqualTo("application/json");
    }
  }

  @Test
  void anErrorToHeadHasNoContent() throws Exception {
    try (RawHttpClient client = listening.client()) {
      RawResponse response = client.exchange("HEAD /broken HTTP/1.1\r\nHost: h\r\n\r\n");

      assertThat(response.status()).isEqualTo(500);
      assertThat(client.get("/a").status()).isEqualTo(200);
    }
  }
}
