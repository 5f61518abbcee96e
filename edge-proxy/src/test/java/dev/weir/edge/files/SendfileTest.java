package dev.weir.edge.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.edge.EdgeUnderTest;
import dev.weir.testing.RawHttpClient;
import dev.weir.testing.RawResponse;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Files the kernel sends by itself: those too large for memory, over plain HTTP/1.
final class SendfileTest {

  private static final int TWO_WINDOWS = 40 << 20;

  @TempDir Path dir;
  private EdgeUnderTest edge;

  @SuppressWarnings("NullAway.Init") // opened before each test
  SendfileTest() {}

  @BeforeEach
  void open() throws Exception {
    edge = EdgeUnderTest.with("routes: [ { path: /, files: { root: \"%s\" } } ]".formatted(dir));
  }

  @AfterEach
  void close() {
    edge.close();
  }

  private byte[] large(int size) throws Exception {
    byte[] content = Folder.octets(size);
    new Folder(dir).file("large.bin", content, Folder.MODIFIED);
    return content;
  }

  @ParameterizedTest
  @ValueSource(ints = {262_145, 3_000_000, 16 << 20, TWO_WINDOWS})
  void everySizeArrivesWhole(int size) throws Exception {
    byte[] content = large(size);
    try (RawHttpClient client = edge.client()) {
      for (int turn = 0; turn < 2; turn++) {
        RawResponse response = client.get("/large.bin");
        assertThat(response.complete()).isTrue();
        assertThat(response.body()).isEqualTo(content);
        RawResponse head = client.exchange("HEAD /large.bin HTTP/1.1\r\nHost: x\r\n\r\n");
        assertThat(head.fields().first("Content-Length")).isEqualTo(Integer.toString(size));
      }
    }
  }

  // RFC 9110 §14
  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 0, 0",
    "bytes=65000-20000000, 65000, 20000000",
    "bytes=-1, 41943039, 41943039",
    "bytes=16777215-16777216, 16777215, 16777216"
  })
  void rangeIsSent(String range, int first, int last) throws Exception {
    byte[] content = large(TWO_WINDOWS);
    try (RawHttpClient client = edge.client()) {
      RawResponse part = client.get("/large.bin", "Range: " + range);
      assertThat(part.status()).isEqualTo(206);
      assertThat(part.body()).isEqualTo(Arrays.copyOfRange(content, first, last + 1));
      assertThat(client.get("/large.bin", "Range: bytes=5-9").body())
          .isEqualTo(Arrays.copyOfRange(content, 5, 10));
    }
  }

  // RFC 9110 §15.3.7.2
  @Test
  void severalRangesAreSentAsParts() throws Exception {
    byte[] content = "0123456789".repeat(100_000).getBytes(StandardCharsets.US_ASCII);
    new Folder(dir).file("large.txt", content, Folder.MODIFIED);
    try (RawHttpClient client = edge.client()) {
      RawResponse response = client.get("/large.txt", "Range: bytes=500005-500008,0-400000,-3");
      assertThat(response.complete()).isTrue();
      String type = Objects.requireNonNull(response.fields().first("Content-Type"));
      String boundary = type.substring(type.indexOf('=') + 1);
      String[] parts = response.text().split("\r\n--" + boundary);
      assertThat(parts[1]).endsWith("\r\n\r\n5678");
      assertThat(parts[2]).endsWith("\r\n\r\n" + "0123456789".repeat(40_000) + "0");
      assertThat(parts[3]).endsWith("\r\n\r\n789");
      assertThat(parts[4]).isEqualTo("--\r\n");
      assertThat(client.get("/large.txt").body()).isEqualTo(content);
    }
  }

  @Test
  void requestsSentAtOnceAreAnsweredInOrder() throws Exception {
    byte[] content = large(3_000_000);
    new Folder(dir).file("a.txt", "abc");
    String large = "GET /large.bin HTTP/1.1\r\nHost: x\r\n\r\n";
    try (RawHttpClient client = edge.client()) {
      client.send(large + "GET /a.txt HTTP/1.1\r\nHost: x\r\n\r\n" + large);

      assertThat(client.readResponse().body()).isEqualTo(content);
      assertThat(client.readResponse().text()).isEqualTo("abc");
      assertThat(client.readResponse().body()).isEqualTo(content);
    }
  }

  @Test
  void slowReaderHoldsUpNobody() throws Exception {
    byte[] content = large(TWO_WINDOWS);
    new Folder(dir).file("a.txt", "abc");
    try (RawHttpClient slow = edge.client();
        RawHttpClient quick = edge.client()) {
      slow.send("GET /large.bin HTTP/1.1\r\nHost: x\r\n\r\n");
      RawResponse head = slow.readHead();
      assertThat(quick.get("/a.txt").text()).isEqualTo("abc");
      assertThat(quick.get("/large.bin").body()).isEqualTo(content);
      assertThat(slow.readBody(head).body()).isEqualTo(content);
    }
  }

  // RFC 9112 §8: a client must be able to tell that octets are missing
  @Test
  void fileCutWhileItIsSentLooksCut() throws Exception {
    large(TWO_WINDOWS);
    try (RawHttpClient client = edge.client()) {
      client.send("GET /large.bin HTTP/1.1\r\nHost: x\r\n\r\n");
      RawResponse head = client.readHead();
      try (FileChannel file =
          FileChannel.open(dir.resolve("large.bin"), StandardOpenOption.WRITE)) {
        file.truncate(1000);
      }
      RawResponse response = client.readBody(head);

      assertThat(response.complete()).isFalse();
      assertThat(client.closed()).isTrue();
    }
    assertThat(edge.edge().readiness().ready()).isTrue();
  }
}
