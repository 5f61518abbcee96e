package dev.weir.runtime.listen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.RawHttpClient;
import dev.weir.testing.RawResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What leaves in the place of a buffer: the buffer holds zeros here, to tell the two apart.
class SendfileEndPointTest {

  private static final int LENGTH = 9_000_000;
  private static final int START = 1000;

  @TempDir private Path folder;
  private byte[] octets;
  private FileChannel file;
  private Listeners listeners;

  @SuppressWarnings("NullAway.Init") // opened before each test
  SendfileEndPointTest() {}

  @BeforeEach
  void open() throws Exception {
    octets = "file content, ".repeat(1 + (START + LENGTH) / 14).getBytes(StandardCharsets.US_ASCII);
    file = FileChannel.open(Files.write(folder.resolve("file"), octets));
    listeners = new Listeners(List.of(ListenSettings.on("127.0.0.1:0")), new Sending());
    listeners.start();
  }

  @AfterEach
  void close() throws Exception {
    listeners.close();
    file.close();
  }

  /// `/file` from the file, `/buffer` another buffer while one is announced.
  private final class Sending extends Handler.Abstract.NonBlocking {

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      ByteBuffer buffer = ByteBuffer.allocateDirect(LENGTH);
      var connection =
          (SendfileEndPoint) request.getConnectionMetaData().getConnection().getEndPoint();
      connection.substitute(buffer, file, START);
      boolean asked = request.getHttpURI().getPath().equals("/file");
      response.getHeaders().put(HttpHeader.CONTENT_LENGTH, LENGTH);
      response.write(true, asked ? buffer : ByteBuffer.allocate(LENGTH), callback);
      return true;
    }
  }

  @Test
  void fileIsSentInThePlaceOfItsBufferOnly() throws Exception {
    try (RawHttpClient client = new RawHttpClient(listeners.port())) {
      for (int turn = 0; turn < 2; turn++) {
        RawResponse sent = client.get("/file");
        assertThat(sent.body()).isEqualTo(Arrays.copyOfRange(octets, START, START + LENGTH));
        assertThat(client.get("/buffer").body()).isEqualTo(new byte[LENGTH]);
      }
    }
  }

  // RFC 9112 §8: a client must be able to tell that octets are missing
  @Test
  void fileThatEndsEarlyEndsTheConnection() throws Exception {
    file.close();
    file = FileChannel.open(Files.write(folder.resolve("short"), new byte[START + 10]));
    try (RawHttpClient client = new RawHttpClient(listeners.port())) {
      client.send("GET /file HTTP/1.1\r\nHost: h\r\n\r\n");
      RawResponse response = client.readBody(client.readHead());

      assertThat(response.complete()).isFalse();
      assertThat(client.closed()).isTrue();
    }
  }
}
