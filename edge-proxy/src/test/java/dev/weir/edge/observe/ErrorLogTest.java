package dev.weir.edge.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.edge.observe.Client.Trust;
import dev.weir.http.ProxyError;
import dev.weir.runtime.accesslog.AccessRecord;
import dev.weir.runtime.accesslog.AccessRecord.Answered;
import dev.weir.runtime.accesslog.AccessRecord.Asked;
import dev.weir.runtime.accesslog.AccessRecord.Ending;
import dev.weir.testing.ManualClock;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErrorLogTest {

  private static final InetAddress ADDRESS = InetAddress.ofLiteral("192.0.2.7");

  private final ManualClock clock = new ManualClock();

  @TempDir Path folder;

  @Test
  void linesBeyondTheLimitOfASecondAreCounted() throws Exception {
    Path file = folder.resolve("error.log");
    try (ErrorLog log = new ErrorLog(new ErrorLogSettings(file.toString(), 2), clock)) {
      for (int i = 0; i < 5; i++) {
        log.ended(facts("/" + i), failed("plain"));
      }
      clock.advance(Duration.ofSeconds(1));
      log.ended(facts("/later"), failed("plain"));
    }
    List<String> lines = Files.readAllLines(file);
    assertThat(lines).filteredOn(line -> line.contains(" 502 ")).hasSize(3);
    assertThat(lines).filteredOn(line -> line.contains("were not written")).isNotEmpty();
  }

  @Test
  void exchangesThatDidNotFailAreLeftOut() throws Exception {
    Path file = folder.resolve("error.log");
    try (ErrorLog log = new ErrorLog(new ErrorLogSettings(file.toString(), 20), clock)) {
      log.ended(facts("/"), new Exchange("id", new Client(ADDRESS, ADDRESS, Trust.UNTRUSTED)));
      log.ended(facts("/"), null);
    }
    assertThat(file).doesNotExist();
  }

  @Test
  void nothingAPeerSentCanForgeALine() {
    Exchange exchange = failed("broken\n2026 502 forged \"x\" \\");
    Exchange.Failure failure = Objects.requireNonNull(exchange.failure());
    String line = ErrorLine.of(facts("/a\r\nb\"c"), exchange, failure);
    assertThat(line)
        .isEqualTo(
            "2026-01-01T00:00:01Z 502 connection_refused request=id client=192.0.2.7 method=GET"
                + " uri=\"http://www.test/a??b\\\"c\" route=- ms=1000"
                + " detail=\"broken?2026 502 forged \\\"x\\\" \\\\\"");
  }

  private static Exchange failed(String detail) {
    Exchange exchange = new Exchange("id", new Client(ADDRESS, ADDRESS, Trust.UNTRUSTED));
    exchange.failed(ProxyError.CONNECTION_REFUSED, detail);
    return exchange;
  }

  private AccessRecord facts(String target) {
    return new AccessRecord(
        "edge",
        new ManualClock().instant(),
        Duration.ofSeconds(1),
        new Asked(ADDRESS, null, "GET", "http", "www.test", target, "HTTP/1.1", "id", null, null),
        new Answered(502, 0, 0, null, Ending.COMPLETE),
        null,
        null,
        null);
  }
}
