package dev.weir.runtime.accesslog;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Squid's native line: `time.ms elapsed client TAG/status bytes method URL user HIERARCHY type`.
///
/// The time takes nine digits and three, the elapsed milliseconds six, the status three; bytes
/// include the head; the query is a bare `?` unless it is to be written.
record SquidLine(ClientName client, QueryTerms queryTerms) implements LineFormat {

  private static final int ELAPSED_WIDTH = 6;
  private static final char[] HEX = "0123456789ABCDEF".toCharArray();

  @Override
  public void append(AccessRecord exchange, StringBuilder line) {
    AccessRecord.Asked asked = exchange.asked();
    AccessRecord.Answered answered = exchange.answered();
    time(exchange.started().plus(exchange.elapsed()), line);
    line.append(' ');
    right(Long.toString(exchange.elapsed().toMillis()), line);
    line.append(' ').append(client.of(asked.client())).append(' ');
    tag(exchange, line);
    line.append('/');
    zeros(answered.status(), line);
    line.append(' ').append(answered.headBytes() + answered.contentBytes()).append(' ');
    encoded(asked.method(), line);
    line.append(' ');
    url(asked, line);
    line.append(' ');
    encoded(asked.user(), line);
    line.append(' ');
    AccessRecord.@Nullable Cached cached = exchange.cached();
    encoded(cached == null ? "HIER_NONE/-" : cached.hierarchy(), line);
    line.append(' ');
    encoded(mediaType(answered.contentType()), line);
  }

  /// Squid writes the time at which the exchange ended.
  private static void time(Instant ended, StringBuilder line) {
    line.append(ended.getEpochSecond()).append('.');
    zeros(ended.getNano() / 1_000_000, line);
  }

  private static void tag(AccessRecord exchange, StringBuilder line) {
    AccessRecord.@Nullable Cached cached = exchange.cached();
    line.append(cached == null ? "TCP_MISS" : cached.resultTag());
    if (exchange.answered().ending() == AccessRecord.Ending.ABORTED) {
      line.append("_ABORTED");
    }
  }

  private void url(AccessRecord.Asked asked, StringBuilder line) {
    if (asked.target().startsWith("/") && !asked.authority().isEmpty()) {
      encoded(asked.scheme(), line);
      line.append("://");
      encoded(asked.authority(), line);
    }
    int query = asked.target().indexOf('?');
    boolean whole = query < 0 || queryTerms == QueryTerms.WRITTEN;
    encoded(whole ? asked.target() : asked.target().substring(0, query + 1), line);
  }

  private static @Nullable String mediaType(@Nullable String contentType) {
    if (contentType == null) {
      return null;
    }
    int parameters = contentType.indexOf(';');
    return (parameters < 0 ? contentType : contentType.substring(0, parameters)).strip();
  }

  private static void zeros(int number, StringBuilder line) {
    if (number < 100) {
      line.append(number < 10 ? "00" : "0");
    }
    line.append(number);
  }

  private static void right(String text, StringBuilder line) {
    line.append(" ".repeat(Math.max(0, ELAPSED_WIDTH - text.length()))).append(text);
  }

  /// A field of its own: spaces and what is not printable ASCII are percent-encoded.
  private static void encoded(@Nullable String text, StringBuilder line) {
    if (text == null || text.isEmpty()) {
      line.append('-');
      return;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c > '~') {
        line.append('%').append(HEX[c >> 4 & 15]).append(HEX[c & 15]);
      } else {
        line.append(c);
      }
    }
  }
}
