package dev.weir.http;

import java.util.Objects;

/// One field line as it stood in a message: a name and a value without the white space around it
/// (RFC 9110 §5.2).
///
/// A line states what was received; whether it may be sent on is asked with [#isWellFormed()].
public record FieldLine(String name, String value) {

  public FieldLine {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(value, "value");
  }

  public boolean isNamed(String otherName) {
    return name.equalsIgnoreCase(otherName);
  }

  /// True if the name is a token and the value free of CR, LF and NUL (RFC 9110 §5.1, §5.5).
  public boolean isWellFormed() {
    return Tokens.isToken(name)
        && value.indexOf('\r') < 0
        && value.indexOf('\n') < 0
        && value.indexOf('\0') < 0;
  }

  /// Octets of the line on an HTTP/1.1 wire, `": "` and CRLF included.
  public int octets() {
    return name.length() + value.length() + 4;
  }

  @Override
  public String toString() {
    return name + ": " + value;
  }
}
