package dev.weir.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.testing.RawHttpClient;
import dev.weir.testing.RawResponse;
import dev.weir.testing.ReceivedRequest;
import dev.weir.testing.Script;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PassThroughTest {

  private NodeFixture fixture;

  @BeforeEach
  void start() throws Exception {
    fixture = new NodeFixture();
  }

  @AfterEach
  void stop() throws Exception {
    fixture.close();
  }

  @Test
  void contentOfARequestReachesTheOrigin() throws Exception {
    fixture.origin.enqueue(Script.ok("thanks"));
    try (RawHttpClient client = fixture.client()) {
      RawResponse response =
          client.exchange(
              "POST /form?a=b HTTP/1.1\r\nHost: site.test\r\nContent-Length: 5\r\n\r\nhello");

      assertThat(response.text()).isEqualTo("thanks");
      assertThat(response.fields().first("Cache-Status"))
          .isEqualTo("node; fwd=method; fwd-status=200; detail=method");
    }
    ReceivedRequest asked = fixture.origin.take();
    assertThat(asked.method()).isEqualTo("POST");
    assertThat(asked.target()).isEqualTo("/form?a=b");
    assertThat(asked.text()).isEqualTo("hello");
    assertThat(asked.fields().first("Content-Length")).isEqualTo("5");
  }

  @Test
  void contentOfUnknownLengthIsPassedOnInChunks() throws Exception {
    fixture.origin.enqueue(Script.ok("thanks"));
    try (RawHttpClient client = fixture.client()) {
      client.send("PUT /file HTTP/1.1\r\nHost: site.test\r\nTransfer-Encoding: chunked\r\n\r\n");
      client.send("3\r\nabc\r\n");
      client.send("2\r\nde\r\n0\r\n\r\n");
      client.readResponse();
    }
    ReceivedRequest asked = fixture.origin.take();
    assertThat(asked.text()).isEqualTo("abcde");
    assertThat(asked.fields().first("Transfer-Encoding")).isEqualTo("chunked");
  }

  @Test
  void requestCutShortIsNeverCompletedUpstream() throws Exception {
    try (RawHttpClient client = fixture.client()) {
      client.send("POST / HTTP/1.1\r\nHost: site.test\r\nContent-Length: 10\r\n\r\nhalf");
      await().atMost(Duration.ofSeconds(20)).until(() -> fixture.origin.begun() == 1);
    }
    assertThat(fixture.origin.takeCut().text()).isEqualTo("half");
  }

  @Test
  void unknownMethodsArePassedOn() throws Exception {
    fixture.origin.enqueue(Script.ok("done"));

    assertThat(fixture.send("FROB", "/").text()).isEqualTo("done");
    assertThat(fixture.origin.take().method()).isEqualTo("FROB");
  }

  // RFC 9110 §7.6.2
  @Test
  void maxForwardsIsCountedDown() throws Exception {
    fixture.origin.enqueue(Script.of(204));

    fixture.send("OPTIONS", "/", "Max-Forwards: 3");
    assertThat(fixture.origin.take().fields().first("Max-Forwards")).isEqualTo("2");

    fixture.send("OPTIONS", "/", "Max-Forwards: 0");
    assertThat(fixture.origin.received()).hasSize(1);
  }

  // RFC 8297
  @Test
  void earlyHintsArePassedOn() throws Exception {
    fixture.origin.enqueue(Script.ok("page").informational(103, "Link: </style.css>"));
    try (RawHttpClient client = fixture.client()) {
      client.send(NodeFixture.request("GET", "/"));
      RawResponse hints = client.readResponse();
      RawResponse page = client.readResponse();

      assertThat(hints.status()).isEqualTo(103);
      assertThat(hints.fields().first("Link")).isEqualTo("</style.css>");
      assertThat(page.text()).isEqualTo("page");
    }
  }

  // RFC 9110 §6.5
  @Test
  void announcedTrailersArePassedOn() throws Exception {
    fixture.origin.enqueue(Script.ok("page").header("Trailer", "X-Sum").trailer("X-Sum", "9"));

    RawResponse response = fixture.get("/");

    assertThat(response.text()).isEqualTo("page");
    assertThat(response.trailers().first("X-Sum")).isEqualTo("9");
  }

  @Test
  void getWithContentIsPassedOnAndNotStored() throws Exception {
    fixture.origin.always(Script.ok("found").header("Cache-Control", "max-age=60"));
    String search = "GET /search HTTP/1.1\r\nHost: site.test\r\nContent-Length: 3\r\n\r\ncat";
    try (RawHttpClient client = fixture.client()) {
      // RFC 9211 §2.2
      assertThat(client.exchange(search).fields().first("Cache-Status"))
          .isEqualTo("node; fwd=bypass; fwd-status=200; detail=bypass");
      client.exchange(search);
    }
    assertThat(fixture.origin.received()).hasSize(2).allMatch(asked -> asked.text().equals("cat"));
  }

  // RFC 9110 §6.5, §10.1.4
  @ParameterizedTest
  @CsvSource({"TE: trailers, 9, trailers", "Accept: */*, , "})
  void trailersNobodyAnnouncedGoToThoseWhoTakeThem(String field, String sum, String passedOn)
      throws Exception {
    fixture.origin.enqueue(Script.ok("page").chunked().trailer("X-Sum", "9"));

    RawResponse response = fixture.get("/", field, "Connection: TE");

    assertThat(response.text()).isEqualTo("page");
    assertThat(response.trailers().first("X-Sum")).isEqualTo(sum);
    ReceivedRequest asked = fixture.origin.take();
    assertThat(asked.fields().first("TE")).isEqualTo(passedOn);
    assertThat(asked.fields().combined("Connection"))
        .isEqualTo(passedOn == null ? "close" : "close, TE");
  }

  // RFC 9110 §6.5.1
  @Test
  void trailersThatControlAnythingAreDropped() throws Exception {
    fixture.origin.enqueue(
        Script.ok("page")
            .header("Trailer", "X-Sum, Cache-Control, Set-Cookie")
            .trailer("Cache-Control", "max-age=60")
            .trailer("Set-Cookie", "a=b")
            .trailer("X-Sum", "9"));

    RawResponse response = fixture.get("/");

    assertThat(response.trailers().size()).isEqualTo(1);
    assertThat(response.trailers().first("X-Sum")).isEqualTo("9");
  }

  // RFC 9110 §7.6.2, §9.3.7, §9.3.8
  @ParameterizedTest
  @CsvSource({"OPTIONS, 204", "TRACE, 405"})
  void lastHopAnswersForItself(String method, int status) throws Exception {
    RawResponse response = fixture.send(method, "/", "Max-Forwards: 0");

    assertThat(response.status()).isEqualTo(status);
    assertThat(response.fields().first("Allow")).contains("GET, HEAD");
    assertThat(fixture.origin.received()).isEmpty();
  }

  private static final String HESITANT =
      "POST / HTTP/1.%d\r\nHost: site.test\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n";

  // RFC 9110 §10.1.1
  @Test
  void clientContinuesWhenTheOriginSaysSo() throws Exception {
    fixture.origin.enqueue(Script.ok("thanks"));
    try (RawHttpClient client = fixture.client()) {
      client.send(HESITANT.formatted(1));
      assertThat(client.readResponse().status()).isEqualTo(100);
      client.send("12345");
      assertThat(client.readResponse().text()).isEqualTo("thanks");
    }
    ReceivedRequest asked = fixture.origin.take();
    assertThat(asked.fields().first("Expect")).isEqualTo("100-continue");
    assertThat(asked.text()).isEqualTo("12345");
  }

  @Test
  void clientIsNotAskedForContentTheOriginDoesNotWant() throws Exception {
    fixture.origin.enqueue(Script.ok("too much").status(413).beforeContent().closeAfter());
    try (RawHttpClient client = fixture.client()) {
      client.send(HESITANT.formatted(1));
      RawResponse response = client.readResponse();

      assertThat(response.status()).isEqualTo(413);
      assertThat(response.text()).isEqualTo("too much");
    }
  }

  @Test
  void expectationOfAnOldClientIsNotPassedOn() throws Exception {
    fixture.origin.enqueue(Script.ok("thanks"));
    try (RawHttpClient client = fixture.client()) {
      client.send(HESITANT.formatted(0) + "12345");
      assertThat(client.readResponse().text()).isEqualTo("thanks");
    }
    assertThat(fixture.origin.take().fields().contains("Expect")).isFalse();
  }

  // RFC 9110 §7.6.3
  @ParameterizedTest
  @CsvSource({"0, 1.0 node", "1, 1.1 node"})
  void viaNamesTheProtocolTheClientSpoke(int minor, String via) throws Exception {
    fixture.origin.enqueue(Script.ok("page"));
    try (RawHttpClient client = fixture.client()) {
      client.send("GET / HTTP/1.%d\r\nHost: site.test\r\n\r\n".formatted(minor));
      client.readResponse();
    }
    assertThat(fixture.origin.take().fields().lines("Via")).containsExactly(via);
  }
}
