package dev.weir.edge.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.edge.EdgeUnderTest;
import dev.weir.testing.RawHttpClient;
import dev.weir.testing.RawResponse;
import dev.weir.testing.Script;
import dev.weir.testing.ScriptedOrigin;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SlowClientTest {

  private ScriptedOrigin origin;

  @BeforeEach
  void open() throws Exception {
    origin = new ScriptedOrigin();
  }

  @AfterEach
  void close() throws Exception {
    origin.close();
  }

  // D4: what fits the buffer frees the server however slow the client is.
  @Test
  void serverIsFreeOnceItsAnswerIsBuffered() throws Exception {
    int length = 3_000_000;
    origin.enqueue(Script.ok(new byte[length]));
    try (EdgeUnderTest edge = EdgeUnderTest.inFrontOf("responseBuffer: 4MiB", origin.authority());
        RawHttpClient client = slowClient(edge)) {
      client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      RawResponse head = client.readHead();
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> origin.received().size() == 1 && origin.openConnections() == 0);
      assertThat(client.readBody(head).body()).hasSize(length);
    }
  }

  @Test
  void serverWaitsWhereTheBufferIsFull() throws Exception {
    int length = 60_000_000;
    origin.enqueue(Script.ok(new byte[length]));
    try (EdgeUnderTest edge = EdgeUnderTest.inFrontOf("responseBuffer: 64KiB", origin.authority());
        RawHttpClient client = slowClient(edge)) {
      client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(client.readHead().status()).isEqualTo(200);
      // Kernel buffers on both sides take some megabytes; all the rest has to wait.
      assertThat(client.readOctets(1000)).hasSize(1000);
      assertThat(origin.writtenOctets()).isLessThan(40_000_000);
      assertThat(client.readOctets(length - 1000)).hasSize(length - 1000);
    }
  }

  @Test
  void clientThatLeavesEndsTheExchange() throws Exception {
    origin.always(Script.ok(new byte[60_000_000]));
    try (EdgeUnderTest edge = EdgeUnderTest.inFrontOf(origin)) {
      RawHttpClient client = slowClient(edge);
      client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(client.readHead().status()).isEqualTo(200);
      client.reset();
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> origin.received().size() == 1 && origin.openConnections() == 0);
      assertThat(origin.writtenOctets()).isLessThan(60_000_000);
    }
  }

  @Test
  void clientThatLeavesWhileUploadingEndsTheExchange() throws Exception {
    origin.always(Script.ok("complete"));
    try (EdgeUnderTest edge = EdgeUnderTest.inFrontOf(origin)) {
      RawHttpClient client = edge.client();
      client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n12345");
      Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> origin.begun() == 1);
      client.reset();
      origin.takeCut();
      Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> origin.openConnections() == 0);
      assertThat(origin.received()).isEmpty();
    }
  }

  private static RawHttpClient slowClient(EdgeUnderTest edge) throws Exception {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(8 * 1024);
    socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), edge.port()));
    return new RawHttpClient(socket);
  }
}
