package dev.weir.runtime.accesslog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

class LineFormatTest {

  private static String line(AccessLogFormat format, ClientPrivacy privacy, AccessRecord exchange) {
    StringBuilder line = new StringBuilder();
    LineFormat.of(new AccessLogSettings("-", format, privacy, 16), QueryTerms.STRIPPED)
        .append(exchange, line);
    return line.toString();
  }

  private static String line(AccessLogFormat format, AccessRecord exchange) {
    return line(format, ClientPrivacy.FULL, exchange);
  }

  @Test
  void combinedIsApaches() {
    assertThat(line(AccessLogFormat.COMBINED, Exchanges.of("/two?a=b")))
        .isEqualTo(
            "192.0.2.77 - - [21/Nov/2026:08:09:10 +0000] \"GET /two?a=b HTTP/1.1\" 200 300"
                + " \"-\" \"curl/8\"");
  }

  // Squid 5.7: time.ms elapsed client TAG/status bytes method URL user HIERARCHY type
  @Test
  void squidHasItsColumns() {
    assertThat(line(AccessLogFormat.SQUID, Exchanges.of("/two?a=b")))
        .isEqualTo(
            "1795248550.124      1 192.0.2.77 TCP_MEM_HIT/200 424 GET http://www.lab.test/two? -"
                + " SIBLING_HIT/127.0.0.1 text/plain");
    assertThat(line(AccessLogFormat.SQUID, Exchanges.bare()))
        .isEqualTo("1795248550.123      0 - TCP_MISS_ABORTED/000 0 GET * - HIER_NONE/- -");
  }

  @Test
  void squidsLineShowsTheQueryWhenToldTo() {
    StringBuilder line = new StringBuilder();
    new SquidLine(new ClientName(ClientPrivacy.FULL), QueryTerms.WRITTEN)
        .append(Exchanges.of("/two?a=b"), line);

    assertThat(line).contains(" GET http://www.lab.test/two?a=b - ");
  }

  @Test
  void jsonSaysWhatIsKnown() {
    assertThat(line(AccessLogFormat.JSON, Exchanges.of("/two?a=b")))
        .isEqualTo(
            """
            {"ts":"2026-11-21T08:09:10.123456Z","tier":"node-a","request_id":"4f2a",\
            "client":"192.0.2.77","method":"GET","scheme":"http","host":"www.lab.test",\
            "path":"/two","query_hash":"e38b81cc","protocol":"HTTP/1.1","status":200,"bytes":300,\
            "head_bytes":124,"type":"text/plain;charset=utf-8","dur_ms":1.234,"route":"all",\
            "cache":"node-a; hit; ttl=42","tag":"TCP_MEM_HIT","hierarchy":"SIBLING_HIT/127.0.0.1",\
            "reason":"FRESH_EXPIRES","rule":"line 12","etag":"\\"v1\\"","upstream":"127.0.0.2:3128",\
            "upstream_ms":7.000,"retries":1,"user_agent":"curl/8"}\
            """);
    assertThat(line(AccessLogFormat.JSON, Exchanges.bare()))
        .isEqualTo(
            """
            {"ts":"2026-11-21T08:09:10.123456Z","tier":"edge","client":"-","method":"GET",\
            "scheme":"http","path":"*","protocol":"HTTP/1.0","status":0,"bytes":0,"head_bytes":0,\
            "dur_ms":0.000,"aborted":true}\
            """);
  }

  @ParameterizedTest
  @EnumSource
  void noClientForgesALine(AccessLogFormat format) {
    String evil = "/a\" 200 1\r\n1795248550.124 \\ \u2028\u0085\t\u001b[31m x";
    String line = line(format, Exchanges.of("192.0.2.77", evil, evil));

    assertThat(line).matches("[ -~]+");
    if (format == AccessLogFormat.SQUID) {
      assertThat(line.split(" +")).hasSize(10);
    }
    if (format == AccessLogFormat.JSON) {
      assertThat(JsonMapper.shared().readTree(line).get("user_agent").stringValue())
          .isEqualTo(evil);
    }
    if (format == AccessLogFormat.COMBINED) {
      assertThat(line).contains("\"GET /a\\\" 200 1\\x0d\\x0a").endsWith("[31m x\"");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.77, FULL, 192.0.2.77",
    "192.0.2.77, TRUNC, 192.0.2.0",
    "192.0.2.77, NONE, -",
    "2001:db8:1:2:3:4:5:6, FULL, 2001:db8:1:2:3:4:5:6",
    "2001:db8:1:2:3:4:5:6, TRUNC, 2001:db8:1:0:0:0:0:0"
  })
  void clientsAreWrittenAsFarAsAllowed(String client, ClientPrivacy privacy, String written) {
    AccessRecord exchange = Exchanges.of(client, "/", "x");

    assertThat(line(AccessLogFormat.COMBINED, privacy, exchange)).startsWith(written + " - ");
    assertThat(line(AccessLogFormat.SQUID, privacy, exchange)).contains(" " + written + " ");
    assertThat(line(AccessLogFormat.JSON, privacy, exchange))
        .contains("\"client\":\"" + written + "\"");
  }
}
