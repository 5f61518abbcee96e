package dev.weir.workbench.tune.log;

import org.jspecify.annotations.Nullable;

/// Apache's common and combined formats, nginx's default: `client - user [time] "request" status
/// bytes …`. What follows the bytes is not read.
final class CommonFormat implements Format {

  private final ClockText time = new ClockText();

  @Override
  public @Nullable String read(Line line, Reading into) {
    int open = line.find('[', line.from);
    int close = open < 0 ? -1 : line.find(']', open);
    if (close < 0) {
      return "no [time] in it";
    }
    long at = time.common(line, open + 1, close);
    if (at < 0) {
      return "time is not like 17/May/2015:10:05:03 +0000";
    }
    into.atMillis = at;
    int quote = line.find('"', close);
    int end = quote < 0 ? -1 : closing(line, quote + 1);
    if (end < 0) {
      return "no \"request\" after the time";
    }
    String fault = request(line, quote + 1, end, into);
    return fault == null ? answer(line, end + 1, into) : fault;
  }

  /// The quote that ends the request: not behind a backslash.
  private static int closing(Line line, int start) {
    for (int i = start; i < line.to; i++) {
      if (line.octets[i] == '\\') {
        i++;
      } else if (line.octets[i] == '"') {
        return i;
      }
    }
    return -1;
  }

  private static @Nullable String request(Line line, int start, int end, Reading into) {
    int space = line.find(' ', start);
    if (space < 0 || space > end) {
      return "request is not like GET /path HTTP/1.1";
    }
    Sighting.Verb verb = Reading.verb(line, start, space);
    int targetEnd = end;
    while (targetEnd > space && line.octets[targetEnd - 1] != ' ') {
      targetEnd--;
    }
    // HTTP/0.9 has no version behind the target.
    targetEnd = targetEnd - 1 <= space ? end : targetEnd - 1;
    if (verb == null || !into.target(line, space + 1, targetEnd)) {
      return "request is not like GET /path HTTP/1.1";
    }
    into.verb = verb;
    return null;
  }

  private static @Nullable String answer(Line line, int start, Reading into) {
    int status = skipSpaces(line, start);
    int statusEnd = word(line, status);
    int size = skipSpaces(line, statusEnd);
    int sizeEnd = word(line, size);
    into.status = (int) line.number(status, statusEnd);
    if (into.status < 100 || into.status > 999) {
      return "status is no number of three digits";
    }
    into.bytes = line.equals("-", size, sizeEnd) ? 0 : line.number(size, sizeEnd);
    return into.bytes < 0 ? "bytes is neither a number nor -" : null;
  }

  private static int skipSpaces(Line line, int start) {
    int i = start;
    while (i < line.to && line.octets[i] == ' ') {
      i++;
    }
    return i;
  }

  private static int word(Line line, int start) {
    int i = start;
    while (i < line.to && line.octets[i] != ' ') {
      i++;
    }
    return i;
  }
}
