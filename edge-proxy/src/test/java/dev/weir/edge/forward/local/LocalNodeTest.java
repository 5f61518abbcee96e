package dev.weir.edge.forward.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.edge.EdgeUnderTest;
import dev.weir.testing.RawHttpClient;
import dev.weir.testing.RawResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;
import org.junit.jupiter.api.Test;

class LocalNodeTest {

  /// What the node does with a request.
  @FunctionalInterface
  private interface Act {
    void on(Request request, Response response, Callback callback) throws Exception;
  }

  private static Request.Handler node(Act act) {
    return new Handler.Abstract.NonBlocking() {
      @Override
      public boolean handle(Request request, Response response, Callback callback)
          throws Exception {
        act.on(request, response, callback);
        return true;
      }
    };
  }

  private static void say(Response response, String text, Callback callback) {
    response.write(true, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), callback);
  }

  @Test
  void nodeSeesWhatAConnectionWouldHaveBrought() throws Exception {
    Queue<HttpFields> seen = new ConcurrentLinkedQueue<>();
    try (EdgeUnderTest edge =
            EdgeUnderTest.calling(
                node((request, response, callback) -> {
                  seen.add(request.getHeaders());
                  say(response, request.getHttpURI().toString(), callback);
                }),
                "");
        RawHttpClient client = edge.client()) {
      RawResponse response =
          client.get(
              "/a?b",
              "Connection: X-Hop",
              "X-Hop: 1",
              "X-Forwarded-For: 203.0.113.9",
              "Proxy: evil",
              "X-End: to-end");

      assertThat(response.text()).endsWith("/a?b");
      HttpFields fields = seen.remove();
      assertThat(fields.get("X-End")).isEqualTo("to-end");
      assertThat(fields.get("X-Forwarded-For")).isEqualTo("127.0.0.1");
      assertThat(fields.get("X-Forwarded-Proto")).isEqualTo("http");
      assertThat(fields.get("Via")).isEqualTo("1.1 weir-edge");
      assertThat(fields.get("X-Request-Id")).isEqualTo(response.fields().first("X-Request-Id"));
      assertThat(fields.contains("X-Hop")).isFalse();
      assertThat(fields.contains("Connection")).isFalse();
      assertThat(fields.contains("Proxy")).isFalse();
    }
  }

  @Test
  void nodeThatIsNotShownTheClientsHostSeesItsOwn() throws Exception {
    try (EdgeUnderTest edge =
            EdgeUnderTest.calling(
                node((request, response, callback) ->
                    say(
                        response,
                        request.getHttpURI().getAuthority()
                            + " "
                            + request.getHeaders().get("Host"),
                        callback)),
                "host: upstream");
        RawHttpClient client = edge.client()) {
      assertThat(client.get("/").text()).isEqualTo("localhost localhost");
    }
  }

  @Test
  void clientSeesWhatAConnectionWouldHaveLetThrough() throws Exception {
    try (EdgeUnderTest edge =
            EdgeUnderTest.calling(
                node((_, response, callback) -> {
                  response.setStatus(203);
                  response
                      .getHeaders()
                      .put("Connection", "X-Hop")
                      .put("X-Hop", "1")
                      .put("Via", "1.1 node")
                      .put("X-End", "to-end");
                  say(response, "content", callback);
                }),
                "");
        RawHttpClient client = edge.client()) {
      RawResponse response = client.get("/");

      assertThat(response.status()).isEqualTo(203);
      assertThat(response.text()).isEqualTo("content");
      assertThat(response.fields().first("X-End")).isEqualTo("to-end");
      assertThat(response.fields().combined("Via")).isEqualTo("1.1 node, 1.1 weir-edge");
      assertThat(response.fields().contains("X-Hop")).isFalse();
    }
  }

  @Test
  void answerWithoutAWriteHasItsFieldsToo() throws Exception {
    try (EdgeUnderTest edge =
            EdgeUnderTest.calling(
                node((_, response, callback) -> {
                  response.setStatus(204);
                  response.getHeaders().put("X-End", "to-end");
                  callback.succeeded();
                }),
                "");
        RawHttpClient client = edge.client()) {
      RawResponse response = client.get("/");

      assertThat(response.status()).isEqualTo(204);
      assertThat(response.fields().first("X-End")).isEqualTo("to-end");
    }
  }

  @Test
  void contentOfUnknownLengthReachesTheNode() throws Exception {
    try (EdgeUnderTest edge =
            EdgeUnderTest.calling(
                node((request, response, callback) -> {
                  assertThat(request.getHeaders().get("Transfer-Encoding")).isEqualTo("chunked");
                  Content.Source.asString(
                      request,
                      StandardCharsets.UTF_8,
                      Promise.from(text -> say(response, text, callback), callback::failed));
                }),
                "");
        RawHttpClient client = edge.client()) {
      RawResponse response =
          client.exchange(
              "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nfour five\r\n0\r\n\r\n");

      assertThat(response.text()).isEqualTo("four five");
    }
  }

  @Test
  void onlySoManyRequestsAreInTheNodeAtOnce() throws Exception {
    Queue<Callback> waiting = new ConcurrentLinkedQueue<>();
    try (EdgeUnderTest edge =
            EdgeUnderTest.calling(
                node((_, _, callback) -> waiting.add(callback)), "maxInFlight: 1");
        RawHttpClient first = edge.client();
        RawHttpClient second = edge.client()) {
      first.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
      await().atMost(Duration.ofSeconds(20)).until(() -> !waiting.isEmpty());

      assertThat(second.get("/").status()).isEqualTo(503);
      waiting.remove().succeeded();
      assertThat(first.readResponse().status()).isEqualTo(200);
      second.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
      await().atMost(Duration.ofSeconds(20)).until(() -> !waiting.isEmpty());
      waiting.remove().succeeded();
      assertThat(second.readResponse().status()).isEqualTo(200);
    }
  }

  @Test
  void answerThatBreaksOffEndsWithTheConnection() throws Exception {
    try (EdgeUnderTest edge =
            EdgeUnderTest.calling(
                node((_, response, callback) ->
                    response.write(
                        false,
                        BufferUtil.toBuffer("begun"),
                        Callback.from(
                            () -> callback.failed(new IOException("lost")), callback::failed))),
                "maxInFlight: 1");
        RawHttpClient client = edge.client()) {
      client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");

      assertThat(client.readResponse().complete()).isFalse();
      assertThat(client.closed()).isTrue();
    }
  }

  @Test
  void nodeThatIsLostForWordsGivesItsRoomBack() throws Exception {
    Queue<RuntimeException> faults = new ArrayDeque<>();
    faults.add(new IllegalStateException("a defect"));
    try (EdgeUnderTest edge =
            EdgeUnderTest.calling(
                node((_, response, callback) -> {
                  if (!faults.isEmpty()) {
                    throw faults.remove();
                  }
                  say(response, "well", callback);
                }),
                "maxInFlight: 1");
        RawHttpClient client = edge.client();
        RawHttpClient next = edge.client()) {
      assertThat(client.get("/").status()).isEqualTo(500);
      assertThat(next.get("/").text()).isEqualTo("well");
    }
  }
}
