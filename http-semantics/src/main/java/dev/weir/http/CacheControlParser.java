package dev.weir.http;

import dev.weir.http.CacheControl.Flag;
import dev.weir.http.CacheControl.Seconds;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Reads `Cache-Control` lines (RFC 9111 §5.2): `#( token [ "=" ( token / quoted-string ) ] )`,
/// forgiving where it is safe.
final class CacheControlParser {

  private final String line;
  private final CacheControl.Builder directives;
  private int at;
  private boolean quoteLeftOpen;

  private CacheControlParser(String line, CacheControl.Builder directives) {
    this.line = line;
    this.directives = directives;
  }

  static CacheControl parse(List<String> lines) {
    CacheControl.Builder directives = new CacheControl.Builder();
    for (String line : lines) {
      new CacheControlParser(line, directives).readLine();
    }
    return directives.build();
  }

  private void readLine() {
    while (at < line.length()) {
      char c = line.charAt(at);
      if (c == ',' || Tokens.isWhitespace(c)) {
        at++;
      } else {
        readDirective();
      }
    }
  }

  private void readDirective() {
    int nameEnd = Tokens.tokenEnd(line, at);
    String name = line.substring(at, nameEnd).toLowerCase(Locale.ROOT);
    at = nameEnd;
    Argument argument = readArgument();
    if (!name.isEmpty()) {
      apply(name, argument, directives);
    }
  }

  /// Reads up to the comma that ends the directive. White space around `=`, an open quote or
  /// anything behind the value makes the argument malformed.
  private Argument readArgument() {
    Argument argument = Argument.NONE;
    if (at < line.length() && line.charAt(at) == '=') {
      at++;
      argument = at < line.length() && line.charAt(at) == '"' ? readQuoted() : readToken();
    }
    at = Tokens.skipWhitespace(line, at);
    if (at < line.length() && line.charAt(at) != ',') {
      skipToComma();
      return Argument.MALFORMED;
    }
    return argument;
  }

  private Argument readToken() {
    int end = Tokens.tokenEnd(line, at);
    String token = line.substring(at, end);
    at = end;
    return token.isEmpty() ? Argument.MALFORMED : new Argument(Form.VALUE, token);
  }

  /// An unterminated string hides nothing: what follows its next comma is read as directives.
  private Argument readQuoted() {
    int close = closingQuote(at);
    if (close < 0) {
      int comma = line.indexOf(',', at);
      at = comma < 0 ? line.length() : comma;
      return Argument.MALFORMED;
    }
    String raw = line.substring(at + 1, close);
    at = close + 1;
    return new Argument(Form.VALUE, raw.indexOf('\\') < 0 ? raw : unescaped(raw));
  }

  private void skipToComma() {
    while (at < line.length() && line.charAt(at) != ',') {
      int close = line.charAt(at) == '"' ? closingQuote(at) : -1;
      at = close < 0 ? at + 1 : close + 1;
    }
  }

  /// -1 if there is none; from then on no quote of the line opens a string, which keeps the reading
  /// linear.
  private int closingQuote(int open) {
    for (int i = open + 1; i < line.length() && !quoteLeftOpen; i++) {
      char c = line.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '"') {
        return i;
      }
    }
    quoteLeftOpen = true;
    return -1;
  }

  private static String unescaped(String raw) {
    StringBuilder text = new StringBuilder(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      text.append(c == '\\' && i + 1 < raw.length() ? raw.charAt(++i) : c);
    }
    return text.toString();
  }

  private static void apply(String name, Argument argument, CacheControl.Builder directives) {
    directives.set(Flag.SOME);
    switch (name) {
      case "no-store" -> directives.set(Flag.NO_STORE);
      case "must-revalidate" -> directives.set(Flag.MUST_REVALIDATE);
      case "proxy-revalidate" -> directives.set(Flag.PROXY_REVALIDATE);
      case "must-understand" -> directives.set(Flag.MUST_UNDERSTAND);
      case "no-transform" -> directives.set(Flag.NO_TRANSFORM);
      case "only-if-cached" -> directives.set(Flag.ONLY_IF_CACHED);
      case "public" -> permit(Flag.PUBLIC, argument, directives);
      case "immutable" -> permit(Flag.IMMUTABLE, argument, directives);
      case "no-cache" -> directives.noCache(fieldNames(argument.text));
      case "private" -> directives.isPrivate(fieldNames(argument.text));
      case "max-age" -> setSeconds(Seconds.MAX_AGE, argument, directives);
      case "s-maxage" -> setSeconds(Seconds.S_MAXAGE, argument, directives);
      case "stale-while-revalidate" ->
          setSeconds(Seconds.STALE_WHILE_REVALIDATE, argument, directives);
      case "stale-if-error" -> setSeconds(Seconds.STALE_IF_ERROR, argument, directives);
      case "min-fresh" -> setSeconds(Seconds.MIN_FRESH, argument, directives);
      case "max-stale" -> {
        if (argument.form == Form.NONE) {
          directives.set(Seconds.MAX_STALE, CacheControl.MAX_STALE_ANY);
        } else {
          setSeconds(Seconds.MAX_STALE, argument, directives);
        }
      }
      default -> {
        // An extension nobody here knows is ignored (RFC 9111 §5.2.3).
      }
    }
  }

  /// An argument such a directive does not have is ignored like any extension; a broken one spoils
  /// the permission.
  private static void permit(Flag flag, Argument argument, CacheControl.Builder directives) {
    if (argument.form != Form.MALFORMED) {
      directives.set(flag);
    }
  }

  private static void setSeconds(
      Seconds directive, Argument argument, CacheControl.Builder directives) {
    long value = DeltaSeconds.parse(argument.text);
    directives.set(directive, value < 0 ? directive.malformed : value);
  }

  /// Names in the argument of `no-cache` and `private`; empty, which means unqualified, if one of
  /// them is no name.
  static List<String> fieldNames(String list) {
    List<String> names = new ArrayList<>();
    for (String element : list.split(",")) {
      String name = element.strip();
      if (name.isEmpty()) {
        continue;
      }
      if (!Tokens.isToken(name)) {
        return List.of();
      }
      names.add(name);
    }
    return names;
  }

  /// What stands behind a name: the text without its quotes, empty if there is none or it cannot be
  /// read.
  private record Argument(Form form, String text) {

    static final Argument NONE = new Argument(Form.NONE, "");
    static final Argument MALFORMED = new Argument(Form.MALFORMED, "");
  }

  private enum Form {
    NONE,
    VALUE,
    MALFORMED
  }
}
