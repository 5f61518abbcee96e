package dev.weir.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.testing.RawHttpClient;
import dev.weir.testing.RawResponse;
import dev.weir.testing.Script;
import dev.weir.testing.ScriptedOrigin;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A node and a real Squid as ICP siblings: each fetches from the other what it lacks.
@Tag("interop")
class SquidSiblingIT {

  private static final String OURS = "127.0.0.1";

  @TempDir private Path squidFolder;
  @TempDir private Path nodeFolder;

  private final AtomicInteger pages = new AtomicInteger();
  private ScriptedOrigin origin;
  private Child node;
  private RealSquid squid;
  private int nodePort;

  @SuppressWarnings("NullAway.Init") // set up before each test
  SquidSiblingIT() {}

  @BeforeEach
  void startBoth() throws IOException {
    assumeTrue(RealSquid.isInstalled(), "no Squid on this machine: install Debian's package squid");
    origin = new ScriptedOrigin();
    // Three origin words every cache agrees on: fresh for ten minutes, dated, with a validator.
    origin.always(Script.ok("from the origin").header("Cache-Control", "max-age=600"));
    nodePort = Repository.freePort(OURS);
    int nodeIcp = Repository.freeUdpPort(OURS);
    int squidPort = Repository.freePort(RealSquid.ADDRESS);
    int squidIcp = Repository.freeUdpPort(RealSquid.ADDRESS);
    squid =
        RealSquid.start(
            squidFolder,
            squidPort,
            squidIcp,
            """
            cache_peer %1$s parent %2$d 0 no-query no-digest no-netdb-exchange originserver name=origin
            cache_peer %1$s sibling %3$d %4$d no-digest no-netdb-exchange name=weir
            """
                .formatted(OURS, origin.port(), nodePort, nodeIcp));
    Path config = nodeConfig(nodeIcp, squidPort, squidIcp);
    node = Child.weir(Map.of(), "node", "--config", config.toString());
    node.awaitLine("is ready at");
  }

  private Path nodeConfig(int nodeIcp, int squidPort, int squidIcp) throws IOException {
    return Files.writeString(
        nodeFolder.resolve("node.conf"),
        """
        http_port %1$s:%2$d accel vhost
        icp_port %1$s:%3$d
        admin_port %1$s:%4$d
        visible_hostname weir-a
        icp_query_timeout 2000
        cache_peer %1$s parent %5$d 0 no-query originserver name=origin
        cache_peer %6$s sibling %7$d %8$d name=squid
        """
            .formatted(
                OURS,
                nodePort,
                nodeIcp,
                Repository.freePort(OURS),
                origin.port(),
                RealSquid.ADDRESS,
                squidPort,
                squidIcp));
  }

  @AfterEach
  void stopBoth() throws IOException {
    if (node != null) {
      node.close();
    }
    if (squid != null) {
      squid.close();
    }
    if (origin != null) {
      origin.close();
    }
  }

  @Test
  void weFetchFromSquidWhatWeLack() {
    // Peers need a moment to find each other alive after a start; every try is a page nobody has.
    await()
        .atMost(Child.LIMIT)
        .untilAsserted(() -> {
          String page = newPage();
          askSquid(page);
          RawResponse ours = askNode(page);
          assertThat(ours.status()).isEqualTo(200);
          assertThat(ours.text()).isEqualTo("from the origin");
          assertThat(requestsFor(page)).as("requests at the origin").isEqualTo(1);
          assertThat(ours.fields().first("Age")).isNotNull();
        });
  }

  @Test
  void squidFetchesFromUsWhatItLacks() {
    await()
        .atMost(Child.LIMIT)
        .untilAsserted(() -> {
          String page = newPage();
          askNode(page);
          RawResponse theirs = askSquid(page);
          assertThat(theirs.status()).isEqualTo(200);
          assertThat(theirs.text()).isEqualTo("from the origin");
          assertThat(requestsFor(page)).as("requests at the origin").isEqualTo(1);
          assertThat(squid.accessLog()).contains("SIBLING_HIT/" + OURS);
        });
  }

  // Squid says HIT for every variant as soon as it has one.
  @Test
  void variantSquidPromisesInVainIsNotSeenByTheClient() {
    origin.on(
        "/varied",
        request ->
            Script.ok("in " + request.fields().first("Accept-Language"))
                .header("Cache-Control", "max-age=600")
                .header("Vary", "Accept-Language"));
    await()
        .atMost(Child.LIMIT)
        .untilAsserted(() -> {
          String page = "/varied" + newPage();
          ask(RealSquid.ADDRESS, squid.port(), page, "Accept-Language: de");
          RawResponse french = ask(OURS, nodePort, page, "Accept-Language: fr");
          assertThat(french.status()).isEqualTo(200);
          assertThat(french.text()).isEqualTo("in fr");
          assertThat(squid.accessLog()).contains("TCP_MISS/504");
        });
  }

  @Test
  void squidThatIsKilledCostsNoRequest() throws Exception {
    squid.kill();
    assertEveryPageComes();
  }

  @Test
  void squidThatStandsStillCostsNoRequest() throws Exception {
    squid.stop();
    assertEveryPageComes();
  }

  private void assertEveryPageComes() throws IOException {
    for (int i = 0; i < 50; i++) {
      RawResponse response = askNode(newPage());
      assertThat(response.status()).isEqualTo(200);
      assertThat(response.text()).isEqualTo("from the origin");
    }
  }

  private String newPage() {
    return "/page-" + pages.incrementAndGet();
  }

  private long requestsFor(String page) {
    return origin.received().stream().filter(request -> request.target().endsWith(page)).count();
  }

  private RawResponse askNode(String page) throws IOException {
    return ask(OURS, nodePort, page);
  }

  private RawResponse askSquid(String page) throws IOException {
    return ask(RealSquid.ADDRESS, squid.port(), page);
  }

  private static RawResponse ask(String address, int port, String page, String... lines)
      throws IOException {
    InetAddress host = InetAddress.ofLiteral(address);
    String fields = String.join("", Arrays.stream(lines).map(line -> line + "\r\n").toList());
    try (RawHttpClient client = new RawHttpClient(new InetSocketAddress(host, port))) {
      client.send(
          "GET "
              + page
              + " HTTP/1.1\r\nHost: www.lab.test\r\n"
              + fields
              + "Connection: close\r\n\r\n");
      return client.readResponse();
    }
  }
}
