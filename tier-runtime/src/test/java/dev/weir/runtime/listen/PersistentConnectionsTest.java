package dev.weir.runtime.listen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.RawHttpClient;
import org.junit.jupiter.api.Test;

class PersistentConnectionsTest {

  @Test
  void clientKeepAliveIsOneSwitch() throws Exception {
    try (Listening listening = new Listening();
        RawHttpClient client = listening.client();
        RawHttpClient other = listening.client()) {
      assertThat(client.get("/a").fields().contains("Connection")).isFalse();
      listening.listeners.persistentConnections().refuse();
      assertThat(listening.listeners.persistentConnections().allowed()).isFalse();
      assertThat(client.get("/b").fields().first("Connection")).isEqualTo("close");
      assertThat(client.closed()).isTrue();

      listening.listeners.persistentConnections().allow();
      assertThat(other.get("/a").fields().contains("Connection")).isFalse();
      assertThat(other.get("/b").status()).isEqualTo(200);
    }
  }

  // RFC 9112 §9.3
  @Test
  void http10ClientsMayAskForIt() throws Exception {
    try (Listening listening = new Listening();
        RawHttpClient client = listening.client()) {
      String request = "GET /a HTTP/1.0\r\nConnection: keep-alive\r\n\r\n";
      assertThat(client.exchange(request).fields().first("Connection")).isEqualTo("keep-alive");
      assertThat(client.exchange(request).text())
          .isEqualTo("GET /a HTTP/1.0 host=127.0.0.1:" + listening.listeners.port());
      assertThat(client.exchange("GET /b HTTP/1.0\r\n\r\n").status()).isEqualTo(200);
      assertThat(client.closed()).isTrue();
    }
  }
}
