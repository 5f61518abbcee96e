package dev.weir.edge.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.edge.EdgeUnderTest;
import dev.weir.testing.RawHttpClient;
import dev.weir.testing.RawResponse;
import dev.weir.testing.ReceivedRequest;
import dev.weir.testing.Script;
import dev.weir.testing.ScriptedOrigin;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// RFC 9110 §10.1.1 and §15.2, RFC 8297.
class InterimResponseTest {

  private ScriptedOrigin origin;
  private EdgeUnderTest edge;
  private RawHttpClient client;

  @BeforeEach
  void open() throws Exception {
    origin = new ScriptedOrigin();
    edge = EdgeUnderTest.inFrontOf(origin);
    client = edge.client();
  }

  @AfterEach
  void close() throws Exception {
    client.close();
    edge.close();
    origin.close();
  }

  @Test
  void clientContinuesWhenTheUpstreamSaysSo() throws Exception {
    origin.enqueue(Script.ok("thanks"));
    client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
    assertThat(client.readResponse().status()).isEqualTo(100);
    client.send("12345");
    assertThat(client.readResponse().text()).isEqualTo("thanks");
    ReceivedRequest request = origin.take();
    assertThat(request.fields().first("Expect")).isEqualTo("100-continue");
    assertThat(request.text()).isEqualTo("12345");
  }

  @Test
  void clientIsNotAskedForContentTheUpstreamDoesNotWant() throws Exception {
    origin.enqueue(Script.ok("too much").status(413).beforeContent().closeAfter());
    client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
    RawResponse response = client.readResponse();
    assertThat(response.status()).isEqualTo(413);
    assertThat(response.text()).isEqualTo("too much");
    assertThat(client.closed()).isTrue();
  }

  @Test
  void earlyHintsArriveBeforeTheAnswer() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    origin.enqueue(
        Script.ok("page")
            .informational(103, "Link: </style.css>; rel=preload", "Connection: X-A", "X-A: 1")
            .stallBeforeHead(gate));
    client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    RawResponse hints = client.readResponse();
    assertThat(hints.status()).isEqualTo(103);
    assertThat(hints.fields().first("Link")).isEqualTo("</style.css>; rel=preload");
    assertThat(hints.fields().contains("X-A")).isFalse();
    gate.countDown();
    RawResponse response = client.readResponse();
    assertThat(response.text()).isEqualTo("page");
    assertThat(response.fields().contains("Link")).isFalse();
  }

  @Test
  void oldClientGetsNoInterimResponse() throws Exception {
    origin.enqueue(Script.ok("page").informational(103, "Link: </style.css>"));
    client.send("GET / HTTP/1.0\r\nHost: a\r\n\r\n");
    assertThat(client.readResponse().status()).isEqualTo(200);
  }

  // Corpus O22
  @Test
  void unsolicitedSwitchOfProtocolsIsABadAnswer() throws Exception {
    origin.enqueue(
        Script.raw(
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n"));
    assertThat(client.get("/").status()).isEqualTo(502);
  }
}
