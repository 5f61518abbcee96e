package dev.weir.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.testing.RawResponse;
import dev.weir.testing.Script;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A node and a real Squid as ICP siblings: each fetches from the other what it lacks.
@Tag("interop")
class SquidSiblingIT {

  @TempDir private Path folder;
  private SquidPair pair;

  @SuppressWarnings("NullAway.Init") // set up before each test
  SquidSiblingIT() {}

  @BeforeEach
  void startBoth() throws IOException {
    assumeTrue(RealSquid.isInstalled(), "no Squid on this machine: install Debian's package squid");
    pair = SquidPair.start(folder);
  }

  @AfterEach
  void stopBoth() throws IOException {
    if (pair != null) {
      pair.close();
    }
  }

  @Test
  void weFetchFromSquidWhatWeLack() {
    // Peers need a moment to find each other alive after a start; every try is a page nobody has.
    await()
        .atMost(Child.LIMIT)
        .untilAsserted(() -> {
          String page = pair.newPage();
          pair.askSquid(page);
          RawResponse ours = pair.askNode(page);
          assertThat(ours.status()).isEqualTo(200);
          assertThat(ours.text()).isEqualTo(SquidPair.CONTENT);
          assertThat(pair.requestsFor(page)).as("requests at the origin").isEqualTo(1);
          assertThat(ours.fields().first("Age")).isNotNull();
        });
  }

  @Test
  void squidFetchesFromUsWhatItLacks() {
    await()
        .atMost(Child.LIMIT)
        .untilAsserted(() -> {
          String page = pair.newPage();
          pair.askNode(page);
          RawResponse theirs = pair.askSquid(page);
          assertThat(theirs.status()).isEqualTo(200);
          assertThat(theirs.text()).isEqualTo(SquidPair.CONTENT);
          assertThat(pair.requestsFor(page)).as("requests at the origin").isEqualTo(1);
          assertThat(pair.squid().accessLog()).contains("SIBLING_HIT/" + SquidPair.OURS);
        });
  }

  // Squid itself would say MISS: it looks 30 s ahead, whatever the lifetime.
  @Test
  void pageThatIsFreshForSecondsIsAHitForSquid() {
    pair.origin()
        .on("/short", _ -> Script.ok(SquidPair.CONTENT).header("Cache-Control", "max-age=25"));
    await()
        .atMost(Child.LIMIT)
        .untilAsserted(() -> {
          String page = "/short" + pair.newPage();
          pair.askNode(page);
          assertThat(pair.askSquid(page).text()).isEqualTo(SquidPair.CONTENT);
          assertThat(pair.requestsFor(page)).as("requests at the origin").isEqualTo(1);
        });
  }

  @Test
  void whatWasPurgedDoesNotComeBackFromSquid() throws Exception {
    await()
        .atMost(Child.LIMIT)
        .until(() -> {
          String page = pair.newPage();
          pair.askSquid(page);
          pair.askNode(page);
          return pair.requestsFor(page) == 1;
        });
    String page = pair.newPage();
    pair.askNode(page);
    pair.askSquid(page);
    long before = pair.requestsFor(page);

    assertThat(pair.purge(page).status()).isEqualTo(200);

    assertThat(pair.askSquid(page).fields().first("Age")).as("Squid still has it").isNotNull();
    assertThat(pair.askNode(page).text()).isEqualTo(SquidPair.CONTENT);
    assertThat(pair.requestsFor(page)).as("requests at the origin").isEqualTo(before + 1);
  }

  // Squid says HIT for every variant as soon as it has one.
  @Test
  void variantSquidPromisesInVainIsNotSeenByTheClient() {
    pair.origin()
        .on(
            "/varied",
            request ->
                Script.ok("in " + request.fields().first("Accept-Language"))
                    .header("Cache-Control", "max-age=600")
                    .header("Vary", "Accept-Language"));
    await()
        .atMost(Child.LIMIT)
        .untilAsserted(() -> {
          String page = "/varied" + pair.newPage();
          pair.askSquid(page, "Accept-Language: de");
          RawResponse french = pair.askNode(page, "Accept-Language: fr");
          assertThat(french.status()).isEqualTo(200);
          assertThat(french.text()).isEqualTo("in fr");
          assertThat(pair.squid().accessLog()).contains("TCP_MISS/504");
        });
  }

  // Squid asked for what it was told it would not get would wait for us in vain.
  @Test
  void squidDoesNotComeToANodeThatDrains() throws Exception {
    await()
        .atMost(Child.LIMIT)
        .until(() -> {
          String page = pair.newPage();
          pair.askNode(page);
          pair.askSquid(page);
          return pair.requestsFor(page) == 1;
        });

    assertThat(pair.drain().status()).isEqualTo(200);

    String page = pair.newPage();
    pair.askNode(page);
    assertThat(pair.askSquid(page).text()).isEqualTo(SquidPair.CONTENT);
    assertThat(pair.requestsFor(page)).as("requests at the origin").isEqualTo(2);
    await().atMost(Child.LIMIT).until(() -> pair.nodeOutput().contains("UDP_MISS_NOFETCH/000"));
  }

  // As Squid asks siblings, and in the words it looks for.
  @Test
  void whoAsksAsASiblingForWhatWeHaveNotIsToldSo() throws Exception {
    RawResponse refused = pair.askNode(pair.newPage(), "Cache-Control: only-if-cached");

    assertThat(refused.status()).isEqualTo(504);
    assertThat(refused.fields().first("X-Squid-Error")).startsWith("ERR_ONLY_IF_CACHED_MISS");
  }

  @Test
  void squidThatIsKilledCostsNoRequest() throws Exception {
    pair.squid().kill();
    assertEveryPageComes();
  }

  @Test
  void squidThatStandsStillCostsNoRequest() throws Exception {
    pair.squid().stop();
    assertEveryPageComes();
  }

  private void assertEveryPageComes() throws IOException {
    for (int i = 0; i < 50; i++) {
      RawResponse response = pair.askNode(pair.newPage());
      assertThat(response.status()).isEqualTo(200);
      assertThat(response.text()).isEqualTo(SquidPair.CONTENT);
    }
  }
}
