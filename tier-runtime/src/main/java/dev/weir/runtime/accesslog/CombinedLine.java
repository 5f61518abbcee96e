package dev.weir.runtime.accesslog;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Apache's combined line: `client - user [time] "request" status bytes "referer" "agent"`, times
/// in UTC, bytes without the head.
record CombinedLine(ClientName client) implements LineFormat {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final char[] HEX = "0123456789abcdef".toCharArray();

  @Override
  public void append(AccessRecord exchange, StringBuilder line) {
    AccessRecord.Asked asked = exchange.asked();
    line.append(client.of(asked.client())).append(" - ");
    escaped(asked.user(), line);
    line.append(" [");
    TIME.formatTo(exchange.started(), line);
    line.append("] \"");
    escaped(asked.method(), line);
    line.append(' ');
    escaped(asked.target(), line);
    line.append(' ');
    escaped(asked.protocol(), line);
    line.append("\" ").append(exchange.answered().status()).append(' ');
    long bytes = exchange.answered().contentBytes();
    line.append(bytes == 0 ? "-" : Long.toString(bytes)).append(" \"");
    escaped(asked.referer(), line);
    line.append("\" \"");
    escaped(asked.userAgent(), line);
    line.append('"');
  }

  /// As Apache does: quotes and backslashes with a backslash, what is not printable ASCII as
  /// `\xhh`.
  private static void escaped(@Nullable String text, StringBuilder line) {
    if (text == null || text.isEmpty()) {
      line.append('-');
      return;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        line.append('\\').append(c);
      } else if (c < ' ' || c > '~') {
        line.append("\\x").append(HEX[c >> 4 & 15]).append(HEX[c & 15]);
      } else {
        line.append(c);
      }
    }
  }
}
