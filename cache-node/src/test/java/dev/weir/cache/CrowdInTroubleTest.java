package dev.weir.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.testing.RawResponse;
import dev.weir.testing.Script;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A hundred clients wait for one fetch, and the origin is in trouble.
class CrowdInTroubleTest {

  private final Clients clients = new Clients();
  private NodeFixture fixture;

  @BeforeEach
  void start() throws Exception {
    fixture = new NodeFixture();
  }

  @AfterEach
  void stop() throws Exception {
    clients.close();
    fixture.close();
  }

  private List<RawResponse> crowd(Script answer, String... lines) throws Exception {
    var gate = new CountDownLatch(1);
    fixture.origin.enqueue(answer.stallBeforeHead(gate));
    fixture.origin.always(answer);
    List<Future<RawResponse>> all = clients.start(100, () -> fixture.get("/", lines));
    await().atMost(Duration.ofSeconds(20)).until(() -> fixture.node.figures().waiting() >= 100);
    gate.countDown();
    List<RawResponse> responses = new ArrayList<>();
    for (Future<RawResponse> client : all) {
      responses.add(Clients.result(client));
    }
    return responses;
  }

  @ParameterizedTest
  @ValueSource(ints = {502, 503, 504})
  void crowdIsToldWhatTheServerInTroubleSaid(int status) throws Exception {
    List<RawResponse> responses =
        crowd(Script.ok("back soon").status(status).header("Retry-After", "7"));

    assertThat(responses)
        .allSatisfy(response -> {
          assertThat(response.status()).isEqualTo(status);
          assertThat(response.text()).isEqualTo("back soon");
          assertThat(response.fields().first("Retry-After")).isEqualTo("7");
        });
    assertThat(responses.stream().filter(NodeFixture::isCollapsed)).hasSize(99);
    assertThat(fixture.origin.received()).hasSize(1);
  }

  // What is for one client, or may be the fault of its request, the others do not see; nor do they
  // all ask a server in trouble.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          500 | X-A: b                  | X-C: d
          503 | Cache-Control: no-store | X-C: d
          503 | Cache-Control: private  | X-C: d
          503 | Set-Cookie: id=1        | X-C: d
          503 | X-A: b                  | Cookie: id=1
          """)
  void crowdIsKeptFromAServerInTrouble(int status, String line, String asked) throws Exception {
    String[] field = line.split(": ");

    List<RawResponse> responses =
        crowd(Script.ok("trouble").status(status).header(field[0], field[1]), asked);

    assertThat(responses.stream().filter(response -> response.text().equals("trouble")))
        .hasSize(2)
        .allMatch(response -> response.status() == status);
    assertThat(responses.stream().filter(response -> !response.text().equals("trouble")))
        .hasSize(98)
        .allMatch(response -> response.status() == 503)
        .allMatch(response ->
            String.valueOf(response.fields().first("Proxy-Status"))
                .startsWith("node; error=destination_unavailable;"));
    assertThat(fixture.origin.received()).hasSize(2);
  }

  @Test
  void crowdIsToldOfAServerThatDoesNotAnswer() throws Exception {
    List<RawResponse> responses = crowd(Script.raw("").closeAfter());

    assertThat(responses).allMatch(response -> response.status() == 502);
    assertThat(fixture.origin.received()).hasSize(2);
  }

  // The next one who comes asks again: an error is over when it is over.
  @Test
  void errorOfACrowdIsNotKept() throws Exception {
    crowd(Script.of(503));
    fixture.origin.always(Script.ok("page").header("Cache-Control", "max-age=60"));

    assertThat(fixture.get("/").text()).isEqualTo("page");
  }
}
