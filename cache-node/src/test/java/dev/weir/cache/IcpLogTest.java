package dev.weir.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.cache.config.NodeConfigFile;
import dev.weir.cache.peer.wire.IcpCodec;
import dev.weir.cache.peer.wire.IcpMessage;
import dev.weir.testing.FreePorts;
import dev.weir.testing.ManualClock;
import dev.weir.testing.RawHttpClient;
import dev.weir.testing.Script;
import dev.weir.testing.ScriptedOrigin;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The ICP answers of a node in its access log, in Squid's native form (`log_icp_queries`).
class IcpLogTest {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final ManualClock clock = new ManualClock();
  @TempDir private Path folder;
  private ScriptedOrigin origin;
  private DatagramSocket sibling;

  @SuppressWarnings("NullAway.Init") // set up before each test
  IcpLogTest() {}

  @BeforeEach
  void start() throws Exception {
    origin = new ScriptedOrigin(InetAddress.getLoopbackAddress(), clock);
    origin.always(Script.ok("page").header("Cache-Control", "max-age=600"));
    sibling = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  @AfterEach
  void stop() throws Exception {
    origin.close();
    sibling.close();
  }

  @Test
  void everyAnswerIsALine() throws Exception {
    try (Started node = start("log_icp_queries on")) {
      node.get("/a.css?secret");
      node.asked("http://site.test/a.css?secret");
      node.asked("http://site.test/b.css");

      assertThat(node.icpLines(2))
          .containsExactly(
              "1767225600.000      0 127.0.0.1 UDP_HIT/000 50 ICP_QUERY http://site.test/a.css? - HIER_NONE/- -",
              "1767225600.000      0 127.0.0.1 UDP_MISS/000 43 ICP_QUERY http://site.test/b.css - HIER_NONE/- -");
    }
  }

  @Test
  void deniedAnswersSaySo() throws Exception {
    try (Started node = start("icp_access deny all")) {
      node.asked("http://site.test/a");

      assertThat(node.icpLines(1).getFirst()).contains(" UDP_DENIED/000 ");
    }
  }

  @Test
  void queriesAreShownWhereTheLogMayHaveThem() throws Exception {
    try (Started node = start("strip_query_terms off")) {
      node.asked("http://site.test/a?b=c");
      node.get("/d?e=f");

      assertThat(node.icpLines(1).getFirst()).contains(" http://site.test/a?b=c - ");
      assertThat(node.lines(2)).anyMatch(line -> line.contains(" http://site.test/d?e=f - "));
    }
  }

  @Test
  void switchedOffItWritesNone() throws Exception {
    try (Started node = start("log_icp_queries off")) {
      node.asked("http://site.test/a");
      node.get("/b");

      assertThat(node.lines(1)).singleElement().asString().contains(" GET ");
    }
  }

  private Started start(String line) throws Exception {
    return new Started(line);
  }

  private static int freePort() throws IOException {
    return FreePorts.next();
  }

  private static int freeUdpPort() throws IOException {
    return FreePorts.next();
  }

  /// A node that is asked by the socket of the test and asks nobody itself.
  private final class Started implements AutoCloseable {

    private final Path log = folder.resolve("access.log");
    private final int icpPort = freeUdpPort();
    private final CacheNode node;
    private int number;

    Started(String line) throws Exception {
      String text =
          """
          http_port 127.0.0.1:%d
          icp_port 127.0.0.1:%d
          cache_peer 127.0.0.1 parent %d 0 no-query originserver name=app
          cache_peer 127.0.0.1 sibling %d %d no-query name=sibling
          access_log %s squid
          %s
          """
              .formatted(
                  freePort(),
                  icpPort,
                  origin.port(),
                  freePort(),
                  sibling.getLocalPort(),
                  log,
                  line);
      node = new CacheNode(NodeConfigFile.parse("node.conf", text, Map.of()), clock);
      node.start();
    }

    void get(String target) throws IOException {
      try (var client = new RawHttpClient(node.port())) {
        client.exchange(NodeFixture.request("GET", target));
      }
    }

    /// Sends a query and waits for its answer.
    void asked(String url) throws IOException {
      number += 1;
      IcpMessage query = IcpMessage.query(number, url);
      ByteBuffer octets = ByteBuffer.allocate(query.length());
      IcpCodec.encode(query, octets);
      sibling.setSoTimeout((int) LIMIT.toMillis());
      sibling.send(
          new DatagramPacket(
              octets.array(),
              octets.position(),
              new InetSocketAddress(InetAddress.getLoopbackAddress(), icpPort)));
      DatagramPacket answer = new DatagramPacket(new byte[2048], 2048);
      sibling.receive(answer);
    }

    List<String> lines(int count) {
      await()
          .atMost(LIMIT)
          .until(() -> Files.exists(log) && Files.readAllLines(log).size() >= count);
      return read();
    }

    List<String> icpLines(int count) {
      await().atMost(LIMIT).until(() -> icp().size() >= count);
      return icp();
    }

    private List<String> icp() {
      return read().stream().filter(line -> line.contains(" ICP_QUERY ")).toList();
    }

    private List<String> read() {
      try {
        return Files.readAllLines(log);
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public void close() {
      node.close();
    }
  }
}
