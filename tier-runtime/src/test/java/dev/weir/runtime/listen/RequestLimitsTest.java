package dev.weir.runtime.listen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.RawHttpClient;
import dev.weir.testing.RawResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestLimitsTest {

  private static RawResponse ask(String request) throws Exception {
    try (Listening listening = new Listening();
        RawHttpClient client = listening.client()) {
      return client.exchange(request);
    }
  }

  @ParameterizedTest
  @CsvSource({"99, 200", "100, 431", "2000, 431"})
  void fieldsAreCounted(int extra, int status) throws Exception {
    String request = "GET /a HTTP/1.1\r\nHost: h\r\n" + "X: y\r\n".repeat(extra) + "\r\n";

    assertThat(ask(request).status()).isEqualTo(status);
  }

  // RFC 9112 §3: targets of 8000 octets are to be supported.
  @ParameterizedTest
  @CsvSource({"8000, 200", "8191, 200", "8192, 414", "70000, 414"})
  void targetsAreLimited(int length, int status) throws Exception {
    String request = "GET /" + "a".repeat(length) + " HTTP/1.1\r\nHost: h\r\n\r\n";

    assertThat(ask(request).status()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({"16000, 200", "17000, 431", "70000, 431"})
  void headsAreLimited(int length, int status) throws Exception {
    String request = "GET /a HTTP/1.1\r\nHost: h\r\nX: " + "a".repeat(length) + "\r\n\r\n";

    assertThat(ask(request).status()).isEqualTo(status);
  }

  @Test
  void chunkExtensionsAreLimited() throws Exception {
    RawResponse response =
        ask(
            "POST /echo HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3;"
                + "a".repeat(64 << 10)
                + "\r\nabc\r\n0\r\n\r\n");

    assertThat(response.status()).isEqualTo(400);
  }

  @Test
  void aLongMethodIsRefused() throws Exception {
    assertThat(ask("A".repeat(70_000) + " / HTTP/1.1\r\nHost: h\r\n\r\n").status()).isEqualTo(431);
  }
}
