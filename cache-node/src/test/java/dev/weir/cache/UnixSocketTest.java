package dev.weir.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cache.config.NodeConfigFile;
import dev.weir.testing.Script;
import dev.weir.testing.ScriptedOrigin;
import java.net.InetAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A node that listens where no network reaches.
class UnixSocketTest {

  @TempDir private Path folder;

  private String get(Path socket) throws Exception {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(socket));
      channel.write(
          ByteBuffer.wrap(
              "GET /a HTTP/1.1\r\nHost: site.example\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII)));
      ByteBuffer answer = ByteBuffer.allocate(4096);
      while (channel.read(answer) >= 0) {
        assertThat(answer.hasRemaining()).isTrue();
      }
      return new String(answer.array(), 0, answer.position(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void requestsComeThroughSocketsEachWithItsOwnSettings() throws Exception {
    Path socket = folder.resolve("node.sock");
    Path secure = folder.resolve("secure.sock");
    try (ScriptedOrigin origin =
        new ScriptedOrigin(InetAddress.getLoopbackAddress(), InstantSource.system())) {
      origin.always(Script.ok("page").header("Cache-Control", "max-age=600"));
      try (CacheNode node =
          new CacheNode(
              NodeConfigFile.parse(
                  "node.conf",
                  """
                  http_port unix:%s accel vhost
                  http_port unix:%s accel vhost protocol=https
                  visible_hostname node-a
                  cache_peer 127.0.0.1 parent %d 0 no-query originserver
                  access_log none
                  """
                      .formatted(socket, secure, origin.port()),
                  Map.of()))) {
        node.start();

        assertThat(get(socket)).startsWith("HTTP/1.1 200").contains("fwd=uri-miss", "page");
        assertThat(get(socket)).contains("node-a; hit", "Via: 1.1 node-a", "page");
        assertThat(get(secure)).contains("fwd=uri-miss");
        assertThat(get(secure)).contains("node-a; hit");
      }
      assertThat(origin.received()).hasSize(2);
    }
  }
}
