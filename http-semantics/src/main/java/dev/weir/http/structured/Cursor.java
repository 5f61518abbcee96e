package dev.weir.http.structured;

/// A place in a field value.
final class Cursor {

  /// What [#peek] sees behind the end: a character no structured field may contain.
  static final char END = '\0';

  private final String text;
  private int at;

  Cursor(String text) {
    this.text = text;
  }

  boolean atEnd() {
    return at == text.length();
  }

  char peek() {
    return atEnd() ? END : text.charAt(at);
  }

  char next() throws MalformedFieldException {
    if (atEnd()) {
      throw fault("ends too early");
    }
    return text.charAt(at++);
  }

  boolean take(char c) {
    if (atEnd() || text.charAt(at) != c) {
      return false;
    }
    at++;
    return true;
  }

  void expect(char c) throws MalformedFieldException {
    if (!take(c)) {
      throw fault("'" + c + "' expected");
    }
  }

  String takeWhile(Characters.Membership belongs) {
    int from = at;
    while (!atEnd() && belongs.holds(text.charAt(at))) {
      at++;
    }
    return text.substring(from, at);
  }

  void skipSpaces() {
    while (take(' ')) {
      // each turn takes one
    }
  }

  void skipWhitespace() {
    while (take(' ') || take('\t')) {
      // each turn takes one
    }
  }

  MalformedFieldException fault(String what) {
    return new MalformedFieldException(what + " at character " + at);
  }
}
