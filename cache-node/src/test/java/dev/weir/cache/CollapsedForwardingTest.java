package dev.weir.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.testing.RawHttpClient;
import dev.weir.testing.RawResponse;
import dev.weir.testing.Script;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CollapsedForwardingTest {

  private NodeFixture fixture;

  @BeforeEach
  void start() throws Exception {
    fixture = new NodeFixture();
  }

  @AfterEach
  void stop() throws Exception {
    fixture.close();
  }

  private final Clients clients = new Clients();

  @AfterEach
  void stopClients() {
    clients.close();
  }

  private void awaitWaiting(int number) {
    await().atMost(Duration.ofSeconds(20)).until(() -> fixture.node.figures().waiting() >= number);
  }

  @Test
  void twoHundredRequestsForOnePageAreOneFetch() throws Exception {
    var gate = new CountDownLatch(1);
    fixture.origin.enqueue(
        Script.ok("page").header("Cache-Control", "max-age=60").stallBeforeHead(gate));
    fixture.origin.always(Script.ok("another fetch").status(500));

    List<Future<RawResponse>> all = clients.start(200, () -> fixture.get("/"));
    awaitWaiting(200);
    gate.countDown();

    int collapsed = 0;
    for (Future<RawResponse> client : all) {
      RawResponse response = Clients.result(client);
      assertThat(response.text()).isEqualTo("page");
      collapsed += NodeFixture.isCollapsed(response) ? 1 : 0;
    }
    assertThat(collapsed).isEqualTo(199);
    assertThat(fixture.origin.received()).hasSize(1);
  }

  @Test
  void followersReadAlongWhileTheContentArrives() throws Exception {
    var gate = new CountDownLatch(1);
    fixture.origin.enqueue(
        Script.ok("first half, second half")
            .header("Cache-Control", "max-age=60")
            .stallAfter(10, gate));
    try (RawHttpClient leader = fixture.client();
        RawHttpClient follower = fixture.client()) {
      leader.send(NodeFixture.request("GET", "/"));
      RawResponse leaderHead = leader.readHead();
      assertThat(leader.readOctets(10)).asString().isEqualTo("first half");
      follower.send(NodeFixture.request("GET", "/"));
      RawResponse followerHead = follower.readHead();
      assertThat(follower.readOctets(10)).asString().isEqualTo("first half");

      gate.countDown();

      assertThat(leader.readOctets(13)).asString().isEqualTo(", second half");
      assertThat(follower.readOctets(13)).asString().isEqualTo(", second half");
      assertThat(NodeFixture.isCollapsed(leaderHead)).isFalse();
      assertThat(NodeFixture.isCollapsed(followerHead)).isTrue();
    }
    assertThat(fixture.origin.received()).hasSize(1);
  }

  // RFC 9111 §4, §4.2.3
  @Test
  void latecomerIsToldTheAgeTheAnswerHasByNow() throws Exception {
    var gate = new CountDownLatch(1);
    fixture.origin.enqueue(
        Script.ok("first half, second half")
            .header("Cache-Control", "max-age=60")
            .header("Age", "3")
            .stallAfter(10, gate));
    try (RawHttpClient leader = fixture.client();
        RawHttpClient follower = fixture.client()) {
      leader.send(NodeFixture.request("GET", "/"));
      RawResponse leaderHead = leader.readHead();
      fixture.clock.advance(Duration.ofSeconds(20));
      follower.send(NodeFixture.request("GET", "/"));
      RawResponse followerHead = follower.readHead();
      gate.countDown();

      assertThat(leaderHead.fields().lines("Age")).containsExactly("3");
      assertThat(NodeFixture.isCollapsed(followerHead)).isTrue();
      assertThat(followerHead.fields().lines("Age")).containsExactly("23");
    }
  }

  @Test
  void twoHundredRequestsAfterAnErrorAreOneFetch() throws Exception {
    var gate = new CountDownLatch(1);
    fixture.origin.enqueue(Script.of(503));
    fixture.origin.enqueue(
        Script.ok("page").header("Cache-Control", "max-age=60").stallBeforeHead(gate));
    fixture.origin.always(Script.ok("another fetch").status(500));
    assertThat(fixture.get("/").status()).isEqualTo(503);

    List<Future<RawResponse>> all = clients.start(200, () -> fixture.get("/"));
    awaitWaiting(200);
    gate.countDown();

    for (Future<RawResponse> client : all) {
      assertThat(Clients.result(client).text()).isEqualTo("page");
    }
    assertThat(fixture.origin.received()).hasSize(2);
  }

  @Test
  void uncacheableAnswersAreFetchedByAllAtTheSameTime() throws Exception {
    var first = new CountDownLatch(1);
    var others = new CountDownLatch(1);
    Script personal = Script.ok("mine").header("Cache-Control", "no-store");
    fixture.origin.enqueue(personal.stallBeforeHead(first));
    fixture.origin.always(personal.stallBeforeHead(others));

    List<Future<RawResponse>> all = clients.start(20, () -> fixture.get("/"));
    awaitWaiting(20);
    first.countDown();
    // None of the others is answered before all of them have reached the origin.
    await().atMost(Duration.ofSeconds(20)).until(() -> fixture.origin.received().size() == 20);
    others.countDown();

    for (Future<RawResponse> client : all) {
      assertThat(Clients.result(client).text()).isEqualTo("mine");
    }
  }

  @Test
  void uriWhoseAnswersCannotBeSharedIsNotWaitedForAgain() throws Exception {
    var gate = new CountDownLatch(1);
    Script personal = Script.ok("mine").header("Cache-Control", "private");
    fixture.origin.enqueue(personal);
    fixture.origin.always(personal.stallBeforeHead(gate));
    fixture.get("/");

    List<Future<RawResponse>> all = clients.start(200, () -> fixture.get("/"));
    // All of them are at the origin at the same time, before one is answered.
    await().atMost(Duration.ofSeconds(20)).until(() -> fixture.origin.received().size() == 201);
    assertThat(all).noneMatch(Future::isDone);
    assertThat(fixture.origin.openConnections()).isGreaterThanOrEqualTo(200);
    gate.countDown();

    for (Future<RawResponse> client : all) {
      RawResponse response = Clients.result(client);
      assertThat(response.text()).isEqualTo("mine");
      assertThat(NodeFixture.isCollapsed(response)).isFalse();
    }
    assertThat(fixture.origin.received()).hasSize(201);
  }

  @Test
  void followersOfAFailedLeaderTryOnceMoreTogether() throws Exception {
    var gate = new CountDownLatch(1);
    fixture.origin.enqueue(Script.raw("").stallAfter(0, gate));
    fixture.origin.enqueue(Script.ok("page").header("Cache-Control", "max-age=60"));

    List<Future<RawResponse>> all = clients.start(10, () -> fixture.get("/"));
    awaitWaiting(10);
    gate.countDown();

    int failed = 0;
    for (Future<RawResponse> client : all) {
      failed += Clients.result(client).status() == 502 ? 1 : 0;
    }
    assertThat(failed).isEqualTo(1);
    assertThat(fixture.origin.received()).hasSize(2);
  }

  // RFC 9111 §4: a response may be shared only where it could be reused.
  @Test
  void answerWithAPrivateFieldIsNotShared() throws Exception {
    var gate = new CountDownLatch(1);
    Script cookie =
        Script.ok("page")
            .header("Cache-Control", "max-age=60, private=\"Set-Cookie\"")
            .header("Set-Cookie", "id=1");
    fixture.origin.enqueue(cookie.stallBeforeHead(gate));
    fixture.origin.enqueue(cookie);

    List<Future<RawResponse>> all = clients.start(2, () -> fixture.get("/"));
    awaitWaiting(2);
    gate.countDown();

    for (Future<RawResponse> client : all) {
      RawResponse response = Clients.result(client);
      // Either fetched for this client, or served from the store without the other's cookie.
      assertThat(response.fields().contains("Set-Cookie")).isEqualTo(!NodeFixture.isHit(response));
      assertThat(NodeFixture.isCollapsed(response)).isFalse();
    }
  }

  @Test
  void requestsWithAuthorizationNeverShareAFetch() throws Exception {
    var gate = new CountDownLatch(1);
    fixture.origin.always(
        Script.ok("page").header("Cache-Control", "max-age=60").stallBeforeHead(gate));

    List<Future<RawResponse>> all =
        clients.start(3, () -> fixture.get("/", "Authorization: Basic eDp5"));
    await().atMost(Duration.ofSeconds(20)).until(() -> fixture.origin.received().size() == 3);
    gate.countDown();

    for (Future<RawResponse> client : all) {
      assertThat(Clients.result(client).text()).isEqualTo("page");
    }
  }

  @Test
  void followerThatSelectsAnotherVariantIsReleased() throws Exception {
    var gate = new CountDownLatch(1);
    fixture.origin.on(
        "/",
        request ->
            Script.ok("in " + request.fields().first("Accept-Language"))
                .header("Cache-Control", "max-age=60")
                .header("Vary", "Accept-Language")
                .stallBeforeHead(gate));

    Future<RawResponse> german = clients.start(() -> fixture.get("/", "Accept-Language: de"));
    awaitWaiting(1);
    Future<RawResponse> french = clients.start(() -> fixture.get("/", "Accept-Language: fr"));
    awaitWaiting(2);
    gate.countDown();

    assertThat(Clients.result(german).text()).isEqualTo("in de");
    assertThat(Clients.result(french).text()).isEqualTo("in fr");
  }

  @Test
  void validationIsSharedToo() throws Exception {
    var gate = new CountDownLatch(1);
    fixture.origin.enqueue(
        Script.ok("page").header("Cache-Control", "max-age=10").header("ETag", "\"1\""));
    fixture.origin.enqueue(
        Script.of(304)
            .header("ETag", "\"1\"")
            .header("Cache-Control", "max-age=10")
            .stallBeforeHead(gate));
    fixture.get("/");
    fixture.clock.advance(Duration.ofSeconds(11));

    List<Future<RawResponse>> all = clients.start(20, () -> fixture.get("/"));
    awaitWaiting(20);
    gate.countDown();

    for (Future<RawResponse> client : all) {
      assertThat(Clients.result(client).text()).isEqualTo("page");
    }
    assertThat(fixture.origin.received()).hasSize(2);
  }

  @Test
  void bothVariantsFetchedAtTheSameTimeAreKept() throws Exception {
    var gate = new CountDownLatch(1);
    fixture.origin.on(
        "/",
        request ->
            Script.ok("in " + request.fields().first("Accept-Language"))
                .header("Cache-Control", "max-age=60")
                .header("Vary", "Accept-Language")
                .stallBeforeHead(gate));
    List<Future<RawResponse>> german =
        clients.start(100, () -> fixture.get("/", "Accept-Language: de"));
    List<Future<RawResponse>> french =
        clients.start(100, () -> fixture.get("/", "Accept-Language: fr"));
    awaitWaiting(200);
    gate.countDown();
    for (Future<RawResponse> client : german) {
      assertThat(Clients.result(client).text()).isEqualTo("in de");
    }
    for (Future<RawResponse> client : french) {
      assertThat(Clients.result(client).text()).isEqualTo("in fr");
    }

    assertThat(NodeFixture.isHit(fixture.get("/", "Accept-Language: de"))).isTrue();
    assertThat(NodeFixture.isHit(fixture.get("/", "Accept-Language: fr"))).isTrue();
    // One fetch for each, though what tells them apart was not known before the first.
    assertThat(fixture.origin.received()).hasSize(2);
  }

  @Test
  void clientThatComesTooLateForAHangingFetchBeginsAnotherForAll() throws Exception {
    var never = new CountDownLatch(1);
    fixture.origin.enqueue(Script.ok("late").stallBeforeHead(never));
    fixture.origin.enqueue(Script.ok("page").header("Cache-Control", "max-age=60"));
    Future<RawResponse> leader = clients.start(() -> fixture.get("/"));
    awaitWaiting(1);
    List<Future<RawResponse>> followers = clients.start(5, () -> fixture.get("/"));
    awaitWaiting(6);
    fixture.clock.advance(Duration.ofSeconds(6));

    assertThat(fixture.get("/").text()).isEqualTo("page");

    for (Future<RawResponse> follower : followers) {
      assertThat(Clients.result(follower).text()).isEqualTo("page");
    }
    never.countDown();
    assertThat(Clients.result(leader).text()).isEqualTo("late");
    // What was asked for earlier does not take the place of what came since.
    assertThat(fixture.get("/").text()).isEqualTo("page");
    assertThat(fixture.origin.received()).hasSize(2);
  }
}
