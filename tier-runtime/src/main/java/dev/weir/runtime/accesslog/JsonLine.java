package dev.weir.runtime.accesslog;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// One JSON object, fields that are not known left out.
///
/// The query is a hash: it tells requests apart without writing down what was asked.
record JsonLine(ClientName client) implements LineFormat {

  @Override
  public void append(AccessRecord exchange, StringBuilder line) {
    Fields fields = new Fields(line);
    AccessRecord.Asked asked = exchange.asked();
    fields.text("ts", exchange.started().toString());
    fields.text("tier", exchange.tier());
    fields.text("request_id", asked.requestId());
    fields.text("client", client.of(asked.client()));
    fields.text("user", asked.user());
    fields.text("method", asked.method());
    fields.text("scheme", asked.scheme());
    fields.text("host", asked.authority());
    target(asked.target(), fields);
    fields.text("protocol", asked.protocol());
    answered(exchange, fields);
    fields.text("route", exchange.route());
    cached(exchange.cached(), fields);
    upstream(exchange.upstream(), fields);
    fields.text("referer", asked.referer());
    fields.text("user_agent", asked.userAgent());
    line.append('}');
  }

  private static void target(String target, Fields fields) {
    int query = target.indexOf('?');
    fields.text("path", query < 0 ? target : target.substring(0, query));
    if (query >= 0) {
      CRC32C hash = new CRC32C();
      hash.update(target.substring(query + 1).getBytes(StandardCharsets.UTF_8));
      fields.text("query_hash", String.format(Locale.ROOT, "%08x", hash.getValue()));
    }
  }

  private static void answered(AccessRecord exchange, Fields fields) {
    AccessRecord.Answered answered = exchange.answered();
    fields.number("status", answered.status());
    fields.number("bytes", answered.contentBytes());
    fields.number("head_bytes", answered.headBytes());
    fields.text("type", answered.contentType());
    fields.raw("dur_ms", millis(exchange.elapsed()));
    if (answered.ending() == AccessRecord.Ending.ABORTED) {
      fields.raw("aborted", "true");
    }
  }

  private static void cached(AccessRecord.@Nullable Cached cached, Fields fields) {
    if (cached != null) {
      fields.text("cache", cached.status());
      fields.text("tag", cached.resultTag());
      fields.text("hierarchy", cached.hierarchy());
      fields.text("reason", cached.reason());
      fields.text("rule", cached.rule());
      fields.text("etag", cached.etag());
      judged(cached.judged(), fields);
    }
  }

  private static void judged(AccessRecord.@Nullable Judged judged, Fields fields) {
    if (judged != null) {
      fields.text("last_modified", judged.lastModified());
      fields.text("cache_control", judged.cacheControl());
      fields.text("expires", judged.expires());
      fields.mark("set_cookie", judged.setCookie());
      fields.mark("cookie", judged.cookie());
      fields.mark("authorization", judged.authorization());
      fields.text("request_cache_control", judged.requestCacheControl());
    }
  }

  private static void upstream(AccessRecord.@Nullable Upstream upstream, Fields fields) {
    if (upstream != null) {
      fields.text("upstream", upstream.address());
      fields.raw("upstream_ms", millis(upstream.elapsed()));
      fields.number("retries", upstream.retries());
      fields.text("upstream_error", upstream.error());
    }
  }

  /// Milliseconds with three decimals.
  private static String millis(Duration duration) {
    long micros = duration.toNanos() / 1_000;
    return String.format(Locale.ROOT, "%d.%03d", micros / 1_000, micros % 1_000);
  }

  /// Appends members to an object, the first behind its brace.
  private static final class Fields {

    private final StringBuilder line;
    private char separator = '{';

    Fields(StringBuilder line) {
      this.line = line;
    }

    void text(String name, @Nullable String value) {
      if (value != null && !value.isEmpty()) {
        name(name).append('"');
        escaped(value);
        line.append('"');
      }
    }

    void number(String name, long value) {
      name(name).append(value);
    }

    void raw(String name, String value) {
      name(name).append(value);
    }

    /// Said only when it is so.
    void mark(String name, boolean holds) {
      if (holds) {
        name(name).append("true");
      }
    }

    private StringBuilder name(String name) {
      line.append(separator).append('"').append(name).append("\":");
      separator = ',';
      return line;
    }

    /// RFC 8259 §7, and everything above ASCII escaped too: lines are split by what a viewer takes
    /// for a line end.
    private void escaped(String value) {
      for (int i = 0; i < value.length(); i++) {
        char c = value.charAt(i);
        if (c == '"' || c == '\\') {
          line.append('\\').append(c);
        } else if (c < ' ' || c > '~') {
          line.append("\\u").append(String.format(Locale.ROOT, "%04x", (int) c));
        } else {
          line.append(c);
        }
      }
    }
  }
}
