package dev.weir.runtime.accesslog;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;

/// Records to write.
final class Exchanges {

  static final Instant STARTED = Instant.parse("2026-11-21T08:09:10.123456Z");

  private Exchanges() {}

  static AccessRecord of(String target) {
    return of("192.0.2.77", target, "curl/8");
  }

  static AccessRecord of(String client, String target, String userAgent) {
    return new AccessRecord(
        "node-a",
        STARTED,
        Duration.ofNanos(1_234_567),
        new AccessRecord.Asked(
            InetAddress.ofLiteral(client),
            null,
            "GET",
            "http",
            "www.lab.test",
            target,
            "HTTP/1.1",
            "4f2a",
            null,
            userAgent),
        new AccessRecord.Answered(
            200, 124, 300, "text/plain;charset=utf-8", AccessRecord.Ending.COMPLETE),
        "all",
        new AccessRecord.Cached(
            "node-a; hit; ttl=42",
            "TCP_MEM_HIT",
            "SIBLING_HIT/127.0.0.1",
            "FRESH_EXPIRES",
            "line 12",
            "\"v1\"",
            null),
        new AccessRecord.Upstream("127.0.0.2:3128", Duration.ofMillis(7), 1, null));
  }

  static AccessRecord bare() {
    return new AccessRecord(
        "edge",
        STARTED,
        Duration.ZERO,
        new AccessRecord.Asked(null, null, "GET", "http", "", "*", "HTTP/1.0", null, null, null),
        new AccessRecord.Answered(0, 0, 0, null, AccessRecord.Ending.ABORTED),
        null,
        null,
        null);
  }
}
