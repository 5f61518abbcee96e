package dev.weir.runtime.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

class MetricsTest {

  private final Metrics metrics = new Metrics("edge");

  private String scraped() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    metrics.write(out);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void requestsAreTimedByMethodStatusAndVersion() throws Exception {
    metrics.requests().observe("GET", 200, "HTTP/1.1", Duration.ofMillis(7));
    metrics.requests().observe("GET", 200, "HTTP/1.1", Duration.ofMillis(30));
    metrics.requests().observe("BREW", 999, "HTTP/2.0", Duration.ofSeconds(60));

    String labels =
        "{http_request_method=\"GET\",http_response_status_code=\"200\","
            + "network_protocol_version=\"1.1\"";
    assertThat(scraped())
        .contains("http_server_request_duration_seconds_bucket" + labels + ",le=\"0.01\"} 1\n")
        .contains("http_server_request_duration_seconds_bucket" + labels + ",le=\"0.05\"} 2\n")
        .contains("http_server_request_duration_seconds_count" + labels + "} 2\n")
        .contains("http_request_method=\"_OTHER\",http_response_status_code=\"0\"")
        .doesNotContain("BREW");
  }

  @Test
  void countersAndGaugesAreRegisteredByName() throws Exception {
    LongAdder kept = new LongAdder();
    kept.add(5);
    metrics.counter("weir_requests", "Requests.", "outcome").labelValues("hit").inc(3);
    metrics.counterOf("weir_served_bytes", "Octets.", kept::sum);
    metrics.gaugeOf("weir_store_bytes", "Octets.", () -> 9);
    metrics.durations("icp_query_duration_seconds", "Queries.").observe(0.003);

    assertThat(scraped())
        .contains("weir_requests_total{outcome=\"hit\"} 3.0\n")
        .contains("weir_served_bytes_total 5.0\n")
        .contains("weir_store_bytes 9.0\n")
        .contains("icp_query_duration_seconds_bucket{le=\"0.005\"} 1\n");
  }
}
