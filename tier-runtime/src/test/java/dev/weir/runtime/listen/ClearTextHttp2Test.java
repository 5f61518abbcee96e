package dev.weir.runtime.listen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.RawHttpClient;
import dev.weir.testing.RawResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Speaks HTTP/2 frame by frame (RFC 9113 §4.1, HPACK literals of RFC 7541 §6.2.2).
class ClearTextHttp2Test {

  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int SETTINGS = 4;
  private static final int PING = 6;
  private static final int GOAWAY = 7;
  private static final int END_STREAM_AND_HEADERS = 5;

  private Listening listening;

  @SuppressWarnings("NullAway.Init") // opened before each test
  ClearTextHttp2Test() {}

  @BeforeEach
  void open() throws Exception {
    listening = new Listening();
  }

  @AfterEach
  void close() {
    listening.close();
  }

  // The array is read once, right here.
  @SuppressWarnings("ArrayRecordComponent")
  private record Frame(int type, int stream, byte[] content) {}

  private static byte[] frame(int type, int flags, int stream, byte[] content) {
    return ByteBuffer.allocate(9 + content.length)
        .put((byte) 0)
        .putShort((short) content.length)
        .put((byte) type)
        .put((byte) flags)
        .putInt(stream)
        .put(content)
        .array();
  }

  private static Frame read(RawHttpClient client) throws IOException {
    ByteBuffer head = ByteBuffer.wrap(client.readOctets(9));
    int length = (head.get() & 255) << 16 | (head.getShort() & 65535);
    int type = head.get();
    head.get();
    return new Frame(type, head.getInt(), client.readOctets(length));
  }

  private static Frame read(RawHttpClient client, int type) throws IOException {
    Frame frame = read(client);
    while (frame.type() != type) {
      frame = read(client);
    }
    return frame;
  }

  private static byte[] fields(String... namesAndValues) {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      block.write(0);
      for (String text : new String[] {namesAndValues[i], namesAndValues[i + 1]}) {
        block.write(text.length());
        block.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
      }
    }
    return block.toByteArray();
  }

  @Test
  void pingsDoNotKeepAConnectionWithoutRequests() throws Exception {
    try (Listening impatient =
            new Listening(Listening.settings(Duration.ofSeconds(3), Duration.ofSeconds(3)));
        RawHttpClient client = connected(impatient)) {
      Thread pinging = Thread.ofVirtual().start(() -> ping(client));
      client.send(get(1));
      assertThat(read(client, DATA).stream()).isEqualTo(1);

      assertThat(read(client, GOAWAY).stream()).isZero();
      pinging.join();
    }
  }

  /// Sends pings until the server has hung up.
  private static void ping(RawHttpClient client) {
    try {
      for (; ; ) {
        client.send(frame(PING, 0, 0, new byte[8]));
        LockSupport.parkNanos(30_000_000);
      }
    } catch (IOException _) {
      // As it should be.
    }
  }

  private RawHttpClient connected() throws IOException {
    return connected(listening);
  }

  private static RawHttpClient connected(Listening listening) throws IOException {
    RawHttpClient client = listening.client();
    client.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
    client.send(frame(SETTINGS, 0, 0, new byte[0]));
    assertThat(read(client).type()).isEqualTo(SETTINGS);
    return client;
  }

  private static byte[] get(int stream, String... more) {
    String[] head = {":method", "GET", ":scheme", "http", ":path", "/a", ":authority", "h:1"};
    byte[] first = fields(head);
    byte[] rest = fields(more);
    byte[] block = ByteBuffer.allocate(first.length + rest.length).put(first).put(rest).array();
    return frame(HEADERS, END_STREAM_AND_HEADERS, stream, block);
  }

  @Test
  void priorKnowledgeIsServedWithAHostField() throws Exception {
    try (RawHttpClient client = connected()) {
      client.send(get(1));

      assertThat(read(client, HEADERS).stream()).isEqualTo(1);
      assertThat(new String(read(client, DATA).content(), StandardCharsets.UTF_8))
          .isEqualTo("GET /a HTTP/2.0 host=h:1");
    }
  }

  @Test
  void theLimitsHoldForFramesToo() throws Exception {
    String[] many = new String[202];
    for (int i = 0; i < many.length; i++) {
      many[i] = "x";
    }
    try (RawHttpClient client = connected()) {
      client.send(get(1, many));

      assertThat(new String(read(client, DATA).content(), StandardCharsets.UTF_8))
          .isEqualTo("431 Request Header Fields Too Large\n");
      assertThat(listening.handled).isEmpty();
    }
  }

  // RFC 9113 §3.1: the "h2c" upgrade token is not used any more.
  @Test
  void upgradeIsNotFollowed() throws Exception {
    try (RawHttpClient client = listening.client()) {
      RawResponse response =
          client.get(
              "/a",
              "Connection: Upgrade, HTTP2-Settings",
              "Upgrade: h2c",
              "HTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA");

      assertThat(response.status()).isEqualTo(200);
      assertThat(response.text()).startsWith("GET /a HTTP/1.1");
      assertThat(client.get("/b").status()).isEqualTo(200);
    }
  }
}
