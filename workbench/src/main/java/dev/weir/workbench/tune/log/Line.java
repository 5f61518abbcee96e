package dev.weir.workbench.tune.log;

import java.nio.charset.StandardCharsets;

/// A line of a log as it lies in the buffer of its reader: octets from `from` up to, not including,
/// `to`. One object is used for all lines; what it says holds until the next is read.
final class Line {

  byte[] octets = new byte[0];
  int from;
  int to;

  /// Where `octet` occurs at or after `start`; -1 when it does not.
  int find(int octet, int start) {
    for (int i = start; i < to; i++) {
      if (octets[i] == octet) {
        return i;
      }
    }
    return -1;
  }

  boolean startsWith(String text, int start) {
    if (to - start < text.length()) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (octets[start + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  boolean equals(String text, int start, int end) {
    return end - start == text.length() && startsWith(text, start);
  }

  /// The number written in decimal digits from `start` to `end`; -1 when there is none.
  long number(int start, int end) {
    if (start >= end || end - start > 18) {
      return -1;
    }
    long value = 0;
    for (int i = start; i < end; i++) {
      int digit = octets[i] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value;
  }

  String text(int start, int end) {
    return new String(octets, start, end - start, StandardCharsets.ISO_8859_1);
  }
}
