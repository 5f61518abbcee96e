package dev.weir.http.forwarding;

import dev.weir.http.forwarding.Forwarded.Element;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads `Forwarded`: elements parted by commas, pairs by semicolons, values tokens or quoted
/// strings (RFC 7239 §4).
final class ForwardedReader {

  private static final String TCHAR_SIGNS = "!#$%&'*+-.^_`|~";

  private final String text;
  private int at;

  ForwardedReader(String text) {
    this.text = text;
  }

  static String tokenOrQuoted(String value) {
    boolean token = !value.isEmpty() && value.chars().allMatch(c -> isTchar((char) c));
    return token ? value : '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  @Nullable Forwarded read() {
    List<Element> elements = new ArrayList<>();
    while (true) {
      skipBlanks();
      if (at < text.length() && text.charAt(at) != ',') {
        Element element = element();
        if (element == null) {
          return null;
        }
        elements.add(element);
        skipBlanks();
      }
      if (at == text.length()) {
        return elements.isEmpty() ? null : new Forwarded(elements);
      }
      if (!take(',')) {
        return null;
      }
    }
  }

  private @Nullable Element element() {
    Map<String, String> pairs = new HashMap<>();
    do {
      if (at < text.length() && isTchar(text.charAt(at)) && !readPair(pairs)) {
        return null;
      }
    } while (take(';'));
    return pairs.isEmpty()
        ? null
        : new Element(pairs.get("for"), pairs.get("by"), pairs.get("host"), pairs.get("proto"));
  }

  /// False for a malformed pair or the second one of a name (RFC 7239 §4).
  private boolean readPair(Map<String, String> pairs) {
    String name = token().toLowerCase(Locale.ROOT);
    if (!take('=')) {
      return false;
    }
    String value = take('"') ? quoted() : token();
    return value != null && !value.isEmpty() && pairs.put(name, value) == null;
  }

  private String token() {
    int from = at;
    while (at < text.length() && isTchar(text.charAt(at))) {
      at++;
    }
    return text.substring(from, at);
  }

  /// Behind the opening quote; null if none closes it.
  private @Nullable String quoted() {
    StringBuilder value = new StringBuilder();
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '"') {
        return value.toString();
      }
      if (c == '\\' && at < text.length()) {
        c = text.charAt(at++);
      }
      value.append(c);
    }
    return null;
  }

  private void skipBlanks() {
    while (take(' ') || take('\t')) {
      // each turn takes one
    }
  }

  private boolean take(char c) {
    if (at == text.length() || text.charAt(at) != c) {
      return false;
    }
    at++;
    return true;
  }

  private static boolean isTchar(char c) {
    return (c >= '0' && c <= '9')
        || (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || TCHAR_SIGNS.indexOf(c) >= 0;
  }
}
