package dev.weir.edge.observe;

import dev.weir.runtime.accesslog.AccessRecord;
import java.net.InetAddress;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A failed exchange as one line: time, status, error type of RFC 9209, then `key=value`.
final class ErrorLine {

  private static final Pattern PLAIN = Pattern.compile("[!#-\\[\\]-~]{1,2000}");
  private static final int QUOTED_LIMIT = 2000;

  private ErrorLine() {}

  static String of(AccessRecord facts, Exchange exchange, Exchange.Failure failure) {
    StringBuilder line = new StringBuilder(256);
    line.append(facts.started().plus(facts.elapsed()));
    line.append(' ').append(facts.answered().status());
    line.append(' ').append(failure.error().token());
    add(line, "request", exchange.id());
    InetAddress client = facts.asked().client();
    add(line, "client", client == null ? null : client.getHostAddress());
    add(line, "method", facts.asked().method());
    add(
        line,
        "uri",
        facts.asked().scheme() + "://" + facts.asked().authority() + facts.asked().target());
    add(line, "route", exchange.route());
    if (exchange.server() != null) {
      add(line, "upstream", exchange.group() + "/" + exchange.server());
      add(line, "attempts", Integer.toString(exchange.attempts()));
    }
    add(line, "ms", Long.toString(facts.elapsed().toMillis()));
    add(line, "detail", failure.detail());
    return line.toString();
  }

  /// Quoted where it has to be; nothing a peer sent can end the line or a value.
  private static void add(StringBuilder line, String key, @Nullable String value) {
    line.append(' ').append(key).append('=');
    if (value == null) {
      line.append('-');
    } else if (PLAIN.matcher(value).matches()) {
      line.append(value);
    } else {
      addQuoted(line, value.substring(0, Math.min(value.length(), QUOTED_LIMIT)));
    }
  }

  private static void addQuoted(StringBuilder line, String value) {
    line.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"', '\\' -> line.append('\\').append(c);
        default -> line.append(Character.isISOControl(c) ? '?' : c);
      }
    }
    line.append('"');
  }
}
