package dev.weir.runtime.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnixSocketTest {

  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init") // the folder is made by JUnit
  UnixSocketTest() {}

  private Path path() {
    return folder.resolve("weir.sock");
  }

  private static String ask(Path socket) throws IOException {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      channel.write(
          ByteBuffer.wrap(
              "GET /a HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII)));
      ByteBuffer buffer = ByteBuffer.allocate(4096);
      while (channel.read(buffer) >= 0) {
        // Until the server closes.
      }
      return new String(buffer.array(), 0, buffer.position(), StandardCharsets.US_ASCII);
    }
  }

  @Test
  void requestsAreServedOnAUnixSocket() throws Exception {
    try (Listening listening = new Listening(ListenSettings.on("unix:" + path()))) {
      assertThat(ask(path())).startsWith("HTTP/1.1 200 OK\r\n").endsWith("GET /a HTTP/1.1 host=h");
      assertThat(listening.listeners.port()).isEqualTo(-1);
      assertThat(listening.listeners.uri()).hasToString("unix:" + path());
    }
    assertThat(path()).doesNotExist();
  }

  @Test
  void aSocketLeftBehindIsReplaced() throws Exception {
    try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      dead.bind(UnixDomainSocketAddress.of(path()));
    }
    assertThat(path()).exists();
    try (Listening listening = new Listening(ListenSettings.on("unix:" + path()))) {
      assertThat(listening.listeners.connections()).isZero();
      assertThat(ask(path())).startsWith("HTTP/1.1 200 OK\r\n");
    }
  }

  @Test
  void aSocketInUseIsNotTaken() throws Exception {
    try (Listening listening = new Listening(ListenSettings.on("unix:" + path()))) {
      assertThatThrownBy(() -> new Listening(ListenSettings.on("unix:" + path())))
          .isInstanceOf(IOException.class)
          .hasMessage("cannot listen: [unix:" + path() + "]: Address already in use");
      assertThat(ask(path())).startsWith("HTTP/1.1 200 OK\r\n");
      assertThat(listening.handled).hasSize(1);
    }
  }
}
