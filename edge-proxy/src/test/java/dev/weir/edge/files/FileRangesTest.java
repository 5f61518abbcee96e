package dev.weir.edge.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.RawHttpClient;
import dev.weir.testing.RawResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

// RFC 9110 §14
final class FileRangesTest {

  @TempDir Path dir;

  /// `small.bin` is answered from memory, `large.bin` from disk.
  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          small.bin | 10000  | bytes=0-99           | 0     | 99
          small.bin | 10000  | bytes=9900-          | 9900  | 9999
          small.bin | 10000  | bytes=-1             | 9999  | 9999
          small.bin | 10000  | bytes=0-             | 0     | 9999
          small.bin | 10000  | bytes=5-20000        | 5     | 9999
          small.bin | 10000  | bytes=0-4,3-9        | 0     | 9
          large.bin | 600000 | bytes=0-0            | 0     | 0
          large.bin | 600000 | bytes=65000-200000   | 65000 | 200000
          large.bin | 600000 | bytes=-600000        | 0     | 599999
          """)
  void singleRangeIsSent(String name, int size, String range, int first, int last)
      throws Exception {
    byte[] content = Folder.octets(size);
    new Folder(dir).file(name, content, Folder.MODIFIED);
    try (FileServer server = new Folder(dir).serve();
        RawHttpClient client = server.connect()) {
      RawResponse whole = client.get('/' + name);
      RawResponse part = client.get('/' + name, "Range: " + range);
      assertThat(part.status()).isEqualTo(206);
      assertThat(part.body()).isEqualTo(Arrays.copyOfRange(content, first, last + 1));
      assertThat(part.fields().first("Content-Range"))
          .isEqualTo("bytes " + first + '-' + last + '/' + size);
      assertThat(part.fields().first("Content-Length"))
          .isEqualTo(Integer.toString(last - first + 1));
      assertThat(part.fields().without("Content-Range", "Content-Length", "Date"))
          .isEqualTo(whole.fields().without("Content-Length", "Date"));
      assertThat(client.get('/' + name).body()).isEqualTo(content);
    }
  }

  // RFC 9110 §15.3.7.2
  @ParameterizedTest
  @ValueSource(ints = {1000, 600_000})
  void severalRangesAreSentAsParts(int size) throws Exception {
    byte[] content = "0123456789".repeat(size / 10).getBytes(StandardCharsets.US_ASCII);
    new Folder(dir).file("a.txt", content, Folder.MODIFIED);
    try (FileServer server = new Folder(dir).serve()) {
      RawResponse response = server.get("/a.txt", "Range: bytes=5-8,0-1,-3");
      assertThat(response.status()).isEqualTo(206);
      assertThat(response.complete()).isTrue();
      assertThat(response.fields().contains("Content-Range")).isFalse();
      String type = Objects.requireNonNull(response.fields().first("Content-Type"));
      assertThat(type).startsWith("multipart/byteranges; boundary=");
      String boundary = type.substring(type.indexOf('=') + 1);
      String[] parts = response.text().split("\r\n--" + boundary);
      assertThat(parts).hasSize(5);
      assertThat(parts[0]).isEmpty();
      assertThat(parts[1]).isEqualTo(part("5-8/" + size, "5678"));
      assertThat(parts[2]).isEqualTo(part("0-1/" + size, "01"));
      assertThat(parts[3]).isEqualTo(part((size - 3) + "-" + (size - 1) + "/" + size, "789"));
      assertThat(parts[4]).isEqualTo("--\r\n");
    }
  }

  @Test
  void tooManyRangesGetTheWhole() throws Exception {
    new Folder(dir).file("a.bin", Folder.octets(5000), Folder.MODIFIED);
    try (FileServer server = new Folder(dir).serve()) {
      StringBuilder ranges = new StringBuilder("Range: bytes=0-0");
      for (int i = 1; i < 16; i++) {
        ranges.append(',').append(i * 10).append('-').append(i * 10 + 1);
      }
      assertThat(server.get("/a.bin", ranges.toString()).status()).isEqualTo(206);
      RawResponse whole = server.get("/a.bin", ranges.append(",900-901").toString());
      assertThat(whole.status()).isEqualTo(200);
      assertThat(whole.body()).isEqualTo(Folder.octets(5000));
    }
  }

  // RFC 9110 §15.5.17
  @Test
  void rangeBehindTheEndIsNotSatisfiable() throws Exception {
    new Folder(dir).file("a.txt", "abc").file("empty.txt", "");
    try (FileServer server = new Folder(dir).serve()) {
      RawResponse response = server.get("/a.txt", "Range: bytes=3-");
      assertThat(response.status()).isEqualTo(416);
      assertThat(response.fields().first("Content-Range")).isEqualTo("bytes */3");
      assertThat(server.get("/empty.txt", "Range: bytes=0-").status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=x-y", "items=0-1", "bytes=2-1", "bytes", "bytes=0-1,z"})
  void faultyRangeIsIgnored(String range) throws Exception {
    new Folder(dir).file("a.txt", "abc");
    try (FileServer server = new Folder(dir).serve()) {
      RawResponse response = server.get("/a.txt", "Range: " + range);
      assertThat(response.status()).isEqualTo(200);
      assertThat(response.text()).isEqualTo("abc");
    }
  }

  // RFC 9110 §13.1.5
  @ParameterizedTest(name = "If-Range {0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          ETAG                           | 206
          W/ETAG                         | 200
          "old"                          | 200
          Sat, 01 Nov 2025 10:00:00 GMT  | 206
          Sat, 01 Nov 2025 10:00:01 GMT  | 200
          """)
  void rangeAppliesToTheStateTheClientHolds(String ifRange, int status) throws Exception {
    new Folder(dir).file("a.txt", "abc");
    try (FileServer server = new Folder(dir).serve()) {
      String etag = Objects.requireNonNull(server.get("/a.txt").fields().first("ETag"));
      String[] lines = {"Range: bytes=1-1", "If-Range: " + ifRange.replace("ETAG", etag)};
      assertThat(server.get("/a.txt", lines).status()).isEqualTo(status);
    }
  }

  // RFC 9110 §14.2: Range means something for GET only
  @Test
  void headIgnoresRanges() throws Exception {
    new Folder(dir).file("a.txt", "abc");
    try (FileServer server = new Folder(dir).serve();
        RawHttpClient client = server.connect()) {
      RawResponse head =
          client.exchange("HEAD /a.txt HTTP/1.1\r\nHost: x\r\nRange: bytes=1-1\r\n\r\n");
      assertThat(head.status()).isEqualTo(200);
      assertThat(head.fields().first("Content-Length")).isEqualTo("3");
    }
  }

  @Test
  void rangesOfACodedFileAreThoseOfItsCoding() throws Exception {
    new Folder(dir).file("a.txt", "abc").file("a.txt.gz", "zipped");
    try (FileServer server = new Folder(dir).serve()) {
      RawResponse part = server.get("/a.txt", "Accept-Encoding: gzip", "Range: bytes=3-5");
      assertThat(part.status()).isEqualTo(206);
      assertThat(part.text()).isEqualTo("ped");
      assertThat(part.fields().first("Content-Encoding")).isEqualTo("gzip");
      RawResponse parts = server.get("/a.txt", "Accept-Encoding: gzip", "Range: bytes=0-0,3-3");
      assertThat(parts.status()).isEqualTo(200);
      assertThat(parts.text()).isEqualTo("zipped");
    }
  }

  private static String part(String range, String content) {
    return "\r\nContent-Type: text/plain;charset=utf-8\r\nContent-Range: bytes "
        + range
        + "\r\n\r\n"
        + content;
  }
}
