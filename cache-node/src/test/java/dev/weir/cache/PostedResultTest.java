package dev.weir.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cache.decide.CachePolicy;
import dev.weir.cache.decide.Policies;
import dev.weir.cache.entry.FreshnessMode;
import dev.weir.testing.RawHttpClient;
import dev.weir.testing.RawResponse;
import dev.weir.testing.Script;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostedResultTest {

  private static final String POST =
      "POST /form HTTP/1.1\r\nHost: site.test\r\nContent-Length: 2\r\n\r\nhi";

  private static final Script RESULT =
      Script.ok("result").header("Cache-Control", "max-age=60").header("Content-Location", "/form");

  private NodeFixture fixture;

  @BeforeEach
  void start() throws Exception {
    fixture = new NodeFixture();
  }

  @AfterEach
  void stop() throws Exception {
    fixture.close();
  }

  private RawResponse post() throws IOException {
    try (RawHttpClient client = fixture.client()) {
      return client.exchange(POST);
    }
  }

  // RFC 9110 §9.3.3
  @Test
  void resultOfAPostThatSaysSoAnswersLaterGets() throws Exception {
    fixture.origin.enqueue(RESULT);

    RawResponse posted = post();
    RawResponse got = fixture.get("/form");

    assertThat(posted.text()).isEqualTo("result");
    assertThat(posted.fields().first("Cache-Status"))
        .isEqualTo("node; fwd=method; fwd-status=200; stored; ttl=60; detail=method");
    assertThat(got.text()).isEqualTo("result");
    assertThat(NodeFixture.isHit(got)).isTrue();
    assertThat(fixture.origin.received()).hasSize(1);
  }

  // RFC 9110 §9.3.3: a POST is never answered with a stored response
  @Test
  void laterPostsReachTheOrigin() throws Exception {
    fixture.origin.always(RESULT);

    post();
    post();

    assertThat(fixture.origin.received()).hasSize(2).allMatch(asked -> asked.text().equals("hi"));
  }

  // RFC 9111 §4.4
  @Test
  void resultOvertakenByALaterPostIsNotStored() throws Exception {
    var gate = new CountDownLatch(1);
    fixture.origin.enqueue(RESULT.stallAfter(1, gate));
    fixture.origin.enqueue(Script.of(204));
    try (RawHttpClient client = fixture.client()) {
      client.send(POST);
      RawResponse head = client.readHead();
      post();
      gate.countDown();
      assertThat(client.readBody(head).text()).isEqualTo("result");
    }
    fixture.origin.enqueue(Script.ok("new"));
    assertThat(fixture.get("/form").text()).isEqualTo("new");
  }

  @Test
  void resultCutShortIsNotStored() throws Exception {
    fixture.origin.enqueue(RESULT.cutAfter(3));
    fixture.origin.enqueue(Script.ok("new"));

    post();

    assertThat(fixture.get("/form").text()).isEqualTo("new");
  }

  @Test
  void squidKnowsNoSuchResults() throws Exception {
    CachePolicy policy = Policies.in(FreshnessMode.SQUID);
    try (NodeFixture squid = new NodeFixture(config -> NodeFixture.withPolicy(config, policy));
        RawHttpClient client = squid.client()) {
      squid.origin.enqueue(RESULT);
      squid.origin.enqueue(Script.ok("new"));
      client.exchange(POST);
      assertThat(squid.get("/form").text()).isEqualTo("new");
    }
  }
}
