package dev.weir.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.RawHttpClient;
import dev.weir.testing.Script;
import dev.weir.testing.ScriptedOrigin;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostHeaderTest {

  @ParameterizedTest(name = "{0}, {1}: {3}")
  @CsvSource({
    "preserve, GET / HTTP/1.1,              www.test,      www.test",
    "preserve, GET / HTTP/1.1,              www.test:8080, www.test:8080",
    "preserve, GET http://www.test/ HTTP/1.1, www.test,    www.test",
    "preserve, GET / HTTP/1.0,              www.test,      www.test",
    "upstream, GET / HTTP/1.1,              www.test,      origin",
  })
  void hostIsTheClientsOrTheServers(String mode, String line, String host, String expected)
      throws Exception {
    try (ScriptedOrigin origin = new ScriptedOrigin();
        EdgeUnderTest edge = EdgeUnderTest.inFrontOf("host: " + mode, origin.authority());
        RawHttpClient client = edge.client()) {
      origin.always(Script.ok("ok"));
      client.exchange(line + "\r\nHost: " + host + "\r\n\r\n");
      assertThat(origin.take().fields().lines("Host"))
          .containsExactly(expected.equals("origin") ? origin.authority() : expected);
    }
  }
}
