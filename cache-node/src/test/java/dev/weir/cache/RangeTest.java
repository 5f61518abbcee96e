package dev.weir.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.RawResponse;
import dev.weir.testing.Script;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RangeTest {

  private NodeFixture fixture;

  @BeforeEach
  void start() throws Exception {
    fixture = new NodeFixture();
  }

  @AfterEach
  void stop() throws Exception {
    fixture.close();
  }

  private void store() throws IOException {
    fixture.origin.enqueue(
        Script.ok("0123456789")
            .header("Cache-Control", "max-age=60")
            .header("Content-Type", "text/plain")
            .header("ETag", "\"1\""));
    fixture.get("/");
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          bytes=2-4,   206, 234,        bytes 2-4/10
          bytes=7-,    206, 789,        bytes 7-9/10
          bytes=-2,    206, 89,         bytes 8-9/10
          bytes=5-99,  206, 56789,      bytes 5-9/10
          bytes=10-,   416, '',         bytes */10
          bytes=4-2,   200, 0123456789,
          lines=1-2,   200, 0123456789,
          """)
  void oneRangeOfAStoredResponse(String range, int status, String text, String contentRange)
      throws Exception {
    store();

    RawResponse response = fixture.get("/", "Range: " + range);

    assertThat(response.status()).isEqualTo(status);
    assertThat(response.text()).isEqualTo(text);
    assertThat(response.fields().first("Content-Range")).isEqualTo(contentRange);
    assertThat(fixture.origin.received()).hasSize(1);
  }

  // RFC 9110 §14.6
  @Test
  void severalRangesComeAsMultipart() throws Exception {
    store();

    RawResponse response = fixture.get("/", "Range: bytes=0-1,8-9");

    assertThat(response.status()).isEqualTo(206);
    assertThat(response.fields().first("Content-Type"))
        .startsWith("multipart/byteranges; boundary=");
    assertThat(response.text())
        .contains("Content-Range: bytes 0-1/10\r\n\r\n01\r\n")
        .contains("Content-Range: bytes 8-9/10\r\n\r\n89\r\n")
        .contains("Content-Type: text/plain\r\n");
  }

  // RFC 9110 §13.1.5
  @Test
  void rangeOfAnotherStateOfTheRepresentationIsTheWhole() throws Exception {
    store();

    assertThat(fixture.get("/", "Range: bytes=0-1", "If-Range: \"1\"").status()).isEqualTo(206);
    assertThat(fixture.get("/", "Range: bytes=0-1", "If-Range: \"2\"").status()).isEqualTo(200);
  }

  @Test
  void rangeOfSomethingNotStoredIsForwardedAndThePartNotStored() throws Exception {
    fixture.origin.enqueue(
        Script.ok("23")
            .status(206)
            .header("Content-Range", "bytes 2-3/10")
            .header("Cache-Control", "max-age=60"));
    fixture.origin.enqueue(Script.ok("0123456789").header("Cache-Control", "max-age=60"));

    RawResponse part = fixture.get("/", "Range: bytes=2-3");

    assertThat(part.status()).isEqualTo(206);
    assertThat(part.text()).isEqualTo("23");
    assertThat(fixture.origin.take().fields().first("Range")).isEqualTo("bytes=2-3");
    assertThat(fixture.get("/").text()).isEqualTo("0123456789");
  }

  @Test
  void wholeResponseToAForwardedRangeIsStored() throws Exception {
    fixture.origin.enqueue(Script.ok("0123456789").header("Cache-Control", "max-age=60"));
    fixture.get("/", "Range: bytes=2-3");

    assertThat(fixture.get("/", "Range: bytes=2-3").text()).isEqualTo("23");
    assertThat(fixture.origin.received()).hasSize(1);
  }
}
