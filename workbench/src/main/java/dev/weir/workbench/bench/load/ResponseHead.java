package dev.weir.workbench.bench.load;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

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
    long length = TO_THE_END;
    Persistence persistence = text.startsWith("HTTP/1.0") ? Persistence.CLOSES : Persistence.STAYS;
    int line = text.indexOf("\r\n") + 2;
    while (line < end - 2) {
      int next = text.indexOf("\r\n", line);
      if (starts(text, line, "content-length:") && length != CHUNKED) {
        length = number(value(text, line, next));
      } else if (starts(text, line, "transfer-encoding:")) {
        length = CHUNKED;
      } else if (starts(text, line, "connection:")
          && value(text, line, next).toLowerCase(Locale.ROOT).contains("close")) {
        persistence = Persistence.CLOSES;
      }
      line = next + 2;
    }
    boolean without = status == 204 || status == 304 || status < 200;
    return new ResponseHead(status, without ? 0 : length, persistence);
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

  private static boolean starts(String text, int at, String name) {
    return text.regionMatches(true, at, name, 0, name.length());
  }

  private static String value(String text, int line, int next) {
    return text.substring(text.indexOf(':', line) + 1, next).strip();
  }

  private static long number(String digits) throws MalformedResponse {
    try {
      return Long.parseUnsignedLong(digits);
    } catch (NumberFormatException _) {
      throw new MalformedResponse("not a number: " + digits);
    }
  }
}
