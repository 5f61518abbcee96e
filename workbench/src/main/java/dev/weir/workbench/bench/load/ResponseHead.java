package dev.weir.workbench.bench.load;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a response's head says of its status and of where its content ends (RFC 9112 §6.3).
///
/// @param length octets of content, or one of the constants
record ResponseHead(int status, long length, Persistence persistence) {

  /// Whether the server keeps the connection.
  enum Persistence {
    STAYS,
    CLOSES
  }

  static final long CHUNKED = -1;
  static final long TO_THE_END = -2;

  private static final int STATUS_AT = 9;
  private static final int STATUS_END = 12;

  static ResponseHead parse(byte[] head, int end) throws MalformedResponse {
    String text = new String(head, 0, end, StandardCharsets.ISO_8859_1);
    int status = status(text);
    String coded = value(text, end, "transfer-encoding:");
    String declared = value(text, end, "content-length:");
    long length = coded != null ? CHUNKED : declared == null ? TO_THE_END : number(declared);
    String connection = value(text, end, "connection:");
    boolean closes =
        text.startsWith("HTTP/1.0")
            || (connection != null && connection.toLowerCase(Locale.ROOT).contains("close"));
    boolean without = status == 204 || status == 304 || status < 200;
    return new ResponseHead(
        status, without ? 0 : length, closes ? Persistence.CLOSES : Persistence.STAYS);
  }

  boolean isInformational() {
    return status < 200;
  }

  private static int status(String text) throws MalformedResponse {
    if (!text.startsWith("HTTP/1.") || text.length() < STATUS_END) {
      throw new MalformedResponse("not the head of a response");
    }
    return (int) number(text.substring(STATUS_AT, STATUS_END));
  }

  /// The value of the last line of that name; null when there is none.
  private static @Nullable String value(String text, int end, String name) {
    String found = null;
    int line = text.indexOf("\r\n") + 2;
    while (line < end - 2) {
      int next = text.indexOf("\r\n", line);
      if (text.regionMatches(true, line, name, 0, name.length())) {
        found = text.substring(line + name.length(), next).strip();
      }
      line = next + 2;
    }
    return found;
  }

  private static long number(String digits) throws MalformedResponse {
    try {
      return Long.parseUnsignedLong(digits);
    } catch (NumberFormatException _) {
      throw new MalformedResponse("not a number: " + digits);
    }
  }
}
