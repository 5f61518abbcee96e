package dev.weir.workbench.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.workbench.bench.load.ResponseReader.Progress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Where responses end (RFC 9112 §6.3), however the octets arrive.
final class ResponseReaderTest {

  private final ResponseReader reader = new ResponseReader();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\ncontent-length:0\r\n\r\n",
        "HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n",
        "HTTP/1.1 204 No Content\r\n\r\n",
        "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\na;x=1\r\n0123456789\r\n00\r\nT: t\r\n\r\n",
      })
  void isCompleteAtItsLastOctetAndNotBefore(String response) throws MalformedResponse {
    byte[] octets = response.getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < octets.length - 1; i++) {
      assertThat(reader.feed(ByteBuffer.wrap(octets, i, 1))).isEqualTo(Progress.MORE_TO_COME);
    }

    assertThat(reader.feed(ByteBuffer.wrap(octets, octets.length - 1, 1)))
        .isEqualTo(Progress.COMPLETE);
    assertThat(reader.octets()).isEqualTo(octets.length);
  }

  @Test
  void whatLiesBehindAResponseIsLeft() throws MalformedResponse {
    ByteBuffer two = octets("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nxHTTP/1.1 404 ");

    assertThat(reader.feed(two)).isEqualTo(Progress.COMPLETE);
    assertThat(two.remaining()).isEqualTo("HTTP/1.1 404 ".length());
    assertThat(reader.head().status()).isEqualTo(200);
  }

  @Test
  void contentWithoutLengthEndsWithTheConnection() throws MalformedResponse {
    assertThat(reader.feed(octets("HTTP/1.0 200 OK\r\n\r\nabc"))).isEqualTo(Progress.MORE_TO_COME);
    assertThat(reader.ended()).isEqualTo(Progress.COMPLETE);
  }

  @Test
  void aConnectionThatEndsWithinContentIsAFault() throws MalformedResponse {
    reader.feed(octets("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhe"));

    assertThatThrownBy(reader::ended).isInstanceOf(MalformedResponse.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SSH-2.0-OpenSSH_9.2\r\n\r\n\r\n\r\n",
        "HTTP/1.1 2x0 OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffffff\r\n",
      })
  void nonsenseIsRefused(String response) {
    assertThatThrownBy(() -> reader.feed(octets(response))).isInstanceOf(MalformedResponse.class);
  }

  @Test
  void aHeadWithoutEndIsRefused() {
    String endless = "HTTP/1.1 200 OK\r\n" + "X: y\r\n".repeat(20_000);

    assertThatThrownBy(() -> reader.feed(octets(endless))).isInstanceOf(MalformedResponse.class);
  }

  private static ByteBuffer octets(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
  }
}
