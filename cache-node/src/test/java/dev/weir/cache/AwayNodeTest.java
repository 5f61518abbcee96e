package dev.weir.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.testing.Script;
import dev.weir.testing.ScriptedOrigin;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A node with a disk that was not there while something was purged: the old copy is never used
/// again, neither by it nor by its sibling (Squid brings it back).
class AwayNodeTest {

  private final AtomicInteger edition = new AtomicInteger();
  @TempDir private Path folder;

  private TwoNodes nodes(TwoNodes.Talk talk) throws Exception {
    var nodes = new TwoNodes(folder, talk, TwoNodes.Keeping.ON_DISK);
    for (String path : List.of("/page", "/other")) {
      nodes.origin.on(
          path,
          _ ->
              Script.ok("edition " + edition.get())
                  .header("Cache-Control", "max-age=86400")
                  .header("Cache-Groups", "\"news\""));
    }
    return nodes;
  }

  /// Both nodes have the first edition, the origin has the second.
  private void storeAtBoth(TwoNodes nodes) throws IOException {
    nodes.getAtA("/page");
    nodes.getAtB("/page");
    nodes.getAtA("/other");
    nodes.clock.advance(Duration.ofSeconds(30));
    edition.incrementAndGet();
    assertThat(nodes.getAtA("/page").text()).isEqualTo("edition 0");
    assertThat(nodes.getAtB("/page").text()).isEqualTo("edition 0");
  }

  private void purgeAtB(TwoNodes nodes) throws Exception {
    nodes.purgeAtB(Map.of("url", "http://site.test/page"));
    nodes.clock.advance(Duration.ofSeconds(5));
  }

  @ParameterizedTest
  @CsvSource({
    "url, http://site.test/page",
    "prefix, /pa",
    "glob, http://*.test/page",
    "group, news",
  })
  void whatWasPurgedMeanwhileIsNotServedFromItsDisk(String kind, String what) throws Exception {
    try (var nodes = nodes(TwoNodes.Talk.TELLING)) {
      storeAtBoth(nodes);
      nodes.a.close();
      nodes.purgeAtB(Map.of(kind, what));
      nodes.clock.advance(Duration.ofSeconds(5));

      nodes.startA();

      assertThat(nodes.isStoredAtA("/page")).isFalse();
      assertThat(nodes.getAtA("/page").text()).isEqualTo("edition 1");
      assertThat(nodes.adminOfA("/peers")).contains("\"caught up with\"");
    }
  }

  @Test
  void restStaysOnItsDisk() throws Exception {
    try (var nodes = nodes(TwoNodes.Talk.TELLING)) {
      storeAtBoth(nodes);
      nodes.a.close();
      purgeAtB(nodes);

      nodes.startA();

      assertThat(nodes.getAtA("/other").text()).isEqualTo("edition 0");
    }
  }

  @Test
  void whatWasPurgedSoftlyIsValidatedBeforeUse() throws Exception {
    try (var nodes = nodes(TwoNodes.Talk.TELLING)) {
      storeAtBoth(nodes);
      nodes.a.close();
      nodes.purgeAtB(Map.of("url", "http://site.test/page", "mode", "soft"));
      nodes.clock.advance(Duration.ofSeconds(5));

      nodes.startA();

      assertThat(nodes.getAtA("/page").text()).isEqualTo("edition 1");
    }
  }

  @Test
  void siblingDoesNotTakeTheOldCopyFromWhoWasAway() throws Exception {
    try (var nodes = nodes(TwoNodes.Talk.TELLING)) {
      storeAtBoth(nodes);
      nodes.a.close();
      purgeAtB(nodes);
      nodes.startA();

      assertThat(nodes.getAtB("/page").text()).isEqualTo("edition 1");
      assertThat(nodes.getAtA("/page").text()).isEqualTo("edition 1");
    }
  }

  @Test
  void nodeThatPurgedKnowsItAfterARestart() throws Exception {
    try (var nodes = nodes(TwoNodes.Talk.TELLING)) {
      storeAtBoth(nodes);
      nodes.a.close();
      purgeAtB(nodes);
      nodes.b.close();
      nodes.startB();

      nodes.startA();

      assertThat(nodes.isStoredAtA("/page")).isFalse();
      assertThat(nodes.getAtB("/page").text()).isEqualTo("edition 1");
    }
  }

  // Real Squids keep what they have and are told nothing.
  @Test
  void oldCopyIsNotTakenAfterARestartFromASiblingThatKnowsNothing() throws Exception {
    try (var nodes = nodes(TwoNodes.Talk.SILENT)) {
      storeAtBoth(nodes);
      purgeAtB(nodes);
      nodes.b.close();
      nodes.startB();

      assertThat(nodes.getAtB("/page").text()).isEqualTo("edition 1");
    }
  }

  @Test
  void siblingThatIsNotThereIsSkippedAndHeardWhenItComes() throws Exception {
    try (var nodes = nodes(TwoNodes.Talk.TELLING)) {
      storeAtBoth(nodes);
      nodes.a.close();
      purgeAtB(nodes);
      nodes.b.close();

      nodes.startA();

      assertThat(nodes.adminOfA("/peers")).contains("skipped at the start: ");
      nodes.startB();
      await().atMost(Duration.ofSeconds(20)).until(() -> !nodes.isStoredAtA("/page"));
    }
  }

  @Test
  void whatWasFetchedSinceThePurgeSurvivesFurtherRestarts() throws Exception {
    try (var nodes = nodes(TwoNodes.Talk.TELLING)) {
      storeAtBoth(nodes);
      purgeAtB(nodes);
      nodes.getAtA("/page");
      nodes.a.close();
      nodes.b.close();
      edition.incrementAndGet();

      nodes.startB();
      nodes.startA();

      assertThat(nodes.getAtA("/page").text()).isEqualTo("edition 1");
    }
  }

  @Test
  void nobodyWithoutTheSecretIsBelieved() throws Exception {
    try (var nodes = nodes(TwoNodes.Talk.TELLING);
        var impostor =
            new ScriptedOrigin(InetAddress.ofLiteral(nodes.placeB.host()), nodes.clock)) {
      impostor.always(
          Script.ok(
              "log=0123456789abcdef&after=0&upto=1&last=1\nn=1&age=0&mode=hard&prefix=%2F\n"));
      storeAtBoth(nodes);
      nodes.a.close();

      nodes.startAHearing(impostor.port(), TwoNodes.PATIENCE);

      assertThat(nodes.adminOfA("/peers")).contains("its answer is not signed with our secret");
      assertThat(nodes.getAtA("/page").text()).isEqualTo("edition 0");
    }
  }
}
