package dev.weir.cache.peer.icp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.peer.PeerLine;
import dev.weir.cache.peer.PeerOutcome;
import dev.weir.cache.peer.health.PeerCounters.Event;
import dev.weir.cache.peer.icp.IcpAnswers.Answer;
import dev.weir.testing.RawHttpClient;
import dev.weir.testing.RawResponse;
import dev.weir.testing.Script;
import dev.weir.testing.ScriptedOrigin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Our endpoint and a real Squid as siblings of each other.
@Tag("interop")
class SquidInteropTest {

  private static final String SITE = "http://www.lab.test";

  @TempDir private Path directory;

  private final Set<CacheKey> held = ConcurrentHashMap.newKeySet();
  private final Set<CacheKey> asked = ConcurrentHashMap.newKeySet();
  private final ScriptedOrigin origin = new ScriptedOrigin();
  private final ScriptedOrigin ourHttp = new ScriptedOrigin();
  private final IcpNode node = new IcpNode("127.0.0.1", this::answer, InstantSource.system());
  private RealSquid squid;

  SquidInteropTest() throws IOException {}

  @BeforeAll
  static void squidIsInstalled() {
    boolean installed = RealSquid.program() != null;
    if (!installed) {
      System.out.println("SquidInteropTest skipped: no squid program on this machine");
    }
    assumeTrue(installed, "no squid program on this machine");
  }

  @BeforeEach
  void start() throws IOException {
    origin.always(
        Script.ok("from the origin")
            .header("Cache-Control", "max-age=600")
            .header("Last-Modified", "Thu, 01 Jan 2026 00:00:00 GMT"));
    ourHttp.always(
        Script.ok("from the node").header("Cache-Control", "max-age=600").header("Age", "10"));
    squid = new RealSquid(directory, origin.port(), node.address(), ourHttp.port());
    node.peers(PeerLine.sibling(squid.address(), squid.httpPort(), squid.icpPort()));
  }

  @AfterEach
  void stop() throws IOException {
    if (squid != null) {
      squid.close();
    }
    node.close();
    origin.close();
    ourHttp.close();
  }

  @Test
  void squidSaysMissAndThenHit() throws IOException {
    IcpNode.until(() -> node.ask(SITE + "/before").equals(new PeerOutcome.Missed()));
    assertThat(get("/page").text()).isEqualTo("from the origin");
    IcpNode.until(() -> node.ask(SITE + "/page").equals(new PeerOutcome.Hit(node.sibling())));
    // A late answer counts as none, and a sibling that is late is left out for a while.
    IcpNode.until(() -> node.ask(SITE + "/other").equals(new PeerOutcome.Missed()));
    assertThat(node.sibling().counters().of(Event.HIT)).isPositive();
    assertThat(node.sibling().counters().of(Event.DENIED)).isZero();
  }

  @Test
  void squidAsksUsAndTakesOurMissForAnAnswer() throws IOException {
    AtomicInteger page = new AtomicInteger();
    IcpNode.until(() -> isAskedAbout("/missing" + page.incrementAndGet()));
    assertThat(node.endpoint().report().answers().get("miss")).isPositive();
    assertThat(origin.received()).isNotEmpty();
  }

  @Test
  void squidFetchesFromUsWhatWeSayWeHave() {
    AtomicInteger page = new AtomicInteger();
    // Squid leaves a sibling out until a first connection to it has succeeded.
    IcpNode.until(() -> isServedByNode("/held" + page.incrementAndGet()));
    assertThat(ourHttp.received())
        .anySatisfy(request -> {
          assertThat(request.target()).isEqualTo(SITE + "/held" + page.get());
          assertThat(request.fields().combined("Cache-Control")).contains("only-if-cached");
        });
    assertThat(node.endpoint().report().answers().get("hit")).isPositive();
  }

  private boolean isAskedAbout(String path) {
    get(path);
    return asked.contains(new CacheKey(SITE + path));
  }

  private boolean isServedByNode(String path) {
    held.add(new CacheKey(SITE + path));
    return get(path).text().equals("from the node");
  }

  private Answer answer(CacheKey key) {
    asked.add(key);
    return held.contains(key) ? Answer.HIT : Answer.MISS;
  }

  private RawResponse get(String path) {
    try (RawHttpClient client = squid.client()) {
      return client.exchange(
          "GET " + path + " HTTP/1.1\r\nHost: www.lab.test\r\nConnection: close\r\n\r\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
