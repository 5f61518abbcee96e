package dev.weir.workbench.tune.log;

import dev.weir.workbench.tune.log.Sighting.Witness;
import org.jspecify.annotations.Nullable;

/// Our own format: one flat JSON object a line. Members not needed are passed over.
///
/// Written for lines our tiers write: strings escape what is not printable ASCII, and nothing
/// nests.
final class JsonFormat implements Format {

  private final ClockText time = new ClockText();
  private @Nullable String scheme;
  private @Nullable String host;
  private int pathStart;
  private int pathEnd;
  private @Nullable String queryHash;
  private @Nullable String tag;
  private @Nullable String etag;
  private @Nullable String lastModified;
  private @Nullable String cacheControl;
  private @Nullable String expires;
  private @Nullable String requestCacheControl;
  private boolean setCookie;
  private boolean cookie;
  private boolean authorization;
  private boolean aborted;
  private boolean icp;

  @Override
  public @Nullable String read(Line line, Reading into) {
    forget(into);
    int at = line.from + 1;
    while (at < line.to && line.octets[at] == '"') {
      int nameEnd = line.find('"', at + 1);
      int value = nameEnd + 2;
      boolean named = nameEnd > 0 && value < line.to && line.octets[nameEnd + 1] == ':';
      int end = named ? valueEnd(line, value) : -1;
      if (end < 0) {
        return "the JSON object breaks off";
      }
      boolean text = line.octets[value] == '"';
      member(line, at + 1, nameEnd, text ? value + 1 : value, end, into);
      at = behindComma(line, text ? end + 1 : end);
    }
    return finished(line, at, into);
  }

  private static int behindComma(Line line, int at) {
    return at < line.to && line.octets[at] == ',' ? at + 1 : at;
  }

  private void forget(Reading into) {
    scheme = null;
    host = null;
    pathStart = -1;
    queryHash = null;
    tag = null;
    etag = null;
    lastModified = null;
    cacheControl = null;
    expires = null;
    requestCacheControl = null;
    setCookie = false;
    cookie = false;
    authorization = false;
    aborted = false;
    icp = false;
    into.atMillis = -1;
    into.status = -1;
    into.bytes = -1;
  }

  /// Where a value ends: at its closing quote, or before the comma or brace.
  private static int valueEnd(Line line, int start) {
    boolean text = line.octets[start] == '"';
    for (int i = text ? start + 1 : start; i < line.to; i++) {
      byte octet = line.octets[i];
      if (text && octet == '\\') {
        i++;
      } else if (text ? octet == '"' : octet == ',' || octet == '}') {
        return i;
      }
    }
    return -1;
  }

  private void member(Line line, int name, int nameEnd, int start, int end, Reading into) {
    switch (line.text(name, nameEnd)) {
      case "ts" -> into.atMillis = time.iso(line, start, end);
      case "status" -> into.status = (int) line.number(start, end);
      case "bytes" -> into.bytes = line.number(start, end);
      case "method" -> {
        icp = line.equals(ICP_QUERY, start, end);
        Sighting.Verb verb = Reading.verb(line, start, end);
        into.verb = verb == null ? Sighting.Verb.UNSAFE : verb;
      }
      case "path" -> {
        pathStart = start;
        pathEnd = end;
      }
      case "scheme" -> scheme = line.text(start, end);
      case "host" -> host = line.text(start, end);
      case "query_hash" -> queryHash = line.text(start, end);
      case "tag" -> tag = line.text(start, end);
      case "aborted" -> aborted = true;
      default -> input(line.text(name, nameEnd), line, start, end);
    }
  }

  private void input(String name, Line line, int start, int end) {
    switch (name) {
      case "etag" -> etag = plain(line.text(start, end));
      case "last_modified" -> lastModified = plain(line.text(start, end));
      case "cache_control" -> cacheControl = plain(line.text(start, end));
      case "expires" -> expires = plain(line.text(start, end));
      case "request_cache_control" -> requestCacheControl = plain(line.text(start, end));
      case "set_cookie" -> setCookie = true;
      case "cookie" -> cookie = true;
      case "authorization" -> authorization = true;
      default -> {} // of no account here
    }
  }

  private @Nullable String finished(Line line, int at, Reading into) {
    if (at >= line.to || line.octets[at] != '}') {
      return "the JSON object breaks off";
    }
    if (icp) {
      return NO_REQUEST;
    }
    if (into.atMillis < 0 || into.status < 0 || into.bytes < 0 || pathStart < 0) {
      return "ts, status, bytes or path is missing or malformed";
    }
    url(line, into);
    into.witness = aborted ? Witness.SILENT : witness();
    into.inputs =
        new Inputs(
            etag,
            lastModified,
            cacheControl,
            expires,
            setCookie,
            cookie,
            authorization,
            requestCacheControl);
    return null;
  }

  private Witness witness() {
    return tag != null && SquidFormat.witness(tag) == Witness.SILENT
        ? Witness.SILENT
        : Witness.ORIGIN;
  }

  private void url(Line line, Reading into) {
    into.uriLength = 0;
    if (host == null) {
      into.appendSite();
    } else {
      into.append(scheme == null ? "http" : scheme);
      into.append("://");
      into.append(host);
    }
    into.append(line.octets, pathStart, pathEnd);
    if (queryHash != null) {
      into.append("?");
      into.append(queryHash);
    }
  }

  private static String plain(String escaped) {
    return escaped.indexOf('\\') < 0 ? escaped : unescaped(escaped);
  }

  private static String unescaped(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\\' || i + 1 == text.length()) {
        plain.append(c);
      } else if (text.charAt(++i) != 'u') {
        plain.append(text.charAt(i));
      } else if (i + 4 < text.length()) {
        plain.append((char) HexCode.of(text, i + 1));
        i += 4;
      }
    }
    return plain.toString();
  }

  /// The number of four hexadecimal digits; a space for what is none.
  private static final class HexCode {
    static int of(String text, int at) {
      int value = 0;
      for (int i = at; i < at + 4; i++) {
        int digit = Character.digit(text.charAt(i), 16);
        if (digit < 0) {
          return ' ';
        }
        value = value << 4 | digit;
      }
      return value;
    }
  }
}
