package dev.weir.http.structured;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;

/// A value of one of the eight types of RFC 9651 §3.3; the text of each is its serialisation
/// (§4.1).
public sealed interface BareItem {

  /// Largest magnitude of an integer, 15 decimal digits.
  long MAX_INTEGER = 999_999_999_999_999L;

  /// Integer (§3.3.1).
  record Whole(long value) implements BareItem {

    public Whole {
      if (value > MAX_INTEGER || value < -MAX_INTEGER) {
        throw new IllegalArgumentException("more than 15 digits: " + value);
      }
    }

    @Override
    public String toString() {
      return Long.toString(value);
    }
  }

  /// Decimal with at most twelve digits before and three behind the point (§3.3.2).
  record Decimal(BigDecimal value) implements BareItem {

    private static final BigDecimal LIMIT = new BigDecimal("1000000000000");

    public Decimal {
      value = value.setScale(3, RoundingMode.HALF_EVEN);
      if (value.abs().compareTo(LIMIT) >= 0) {
        throw new IllegalArgumentException("more than 12 digits before the point: " + value);
      }
    }

    @Override
    public String toString() {
      BigDecimal shortest = value.stripTrailingZeros();
      return (shortest.scale() < 1 ? shortest.setScale(1) : shortest).toPlainString();
    }
  }

  /// String of printable ASCII (§3.3.3).
  record Text(String value) implements BareItem {

    public Text {
      for (int i = 0; i < value.length(); i++) {
        char c = value.charAt(i);
        if (c < 0x20 || c > 0x7E) {
          throw new IllegalArgumentException("not printable ASCII: " + value);
        }
      }
    }

    /// The text with every character a String cannot hold replaced by `?`.
    public static Text lenient(String value) {
      StringBuilder printable = new StringBuilder(value.length());
      for (int i = 0; i < value.length(); i++) {
        char c = value.charAt(i);
        printable.append(c < 0x20 || c > 0x7E ? '?' : c);
      }
      return new Text(printable.toString());
    }

    @Override
    public String toString() {
      return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
  }

  /// Token (§3.3.4).
  record Token(String value) implements BareItem {

    public Token {
      if (!isToken(value)) {
        throw new IllegalArgumentException("not a token: " + value);
      }
    }

    public static boolean isToken(String text) {
      if (text.isEmpty() || !Characters.startsToken(text.charAt(0))) {
        return false;
      }
      for (int i = 1; i < text.length(); i++) {
        if (!Characters.continuesToken(text.charAt(i))) {
          return false;
        }
      }
      return true;
    }

    @Override
    public String toString() {
      return value;
    }
  }

  /// Byte Sequence (§3.3.5); the buffer is read-only and whole.
  record Octets(ByteBuffer value) implements BareItem {

    public Octets {
      value = value.asReadOnlyBuffer();
    }

    @Override
    public String toString() {
      ByteBuffer encoded = Base64.getEncoder().encode(value.duplicate());
      return ':' + StandardCharsets.ISO_8859_1.decode(encoded).toString() + ':';
    }
  }

  /// Boolean (§3.3.6).
  record Truth(boolean value) implements BareItem {

    public static final Truth TRUE = new Truth(true);
    public static final Truth FALSE = new Truth(false);

    @Override
    public String toString() {
      return value ? "?1" : "?0";
    }
  }

  /// Date in seconds since 1970 (§3.3.7).
  record Date(long epochSecond) implements BareItem {

    @Override
    public String toString() {
      return "@" + epochSecond;
    }
  }

  /// Display String of any Unicode text (§3.3.8).
  record Display(String value) implements BareItem {

    @Override
    public String toString() {
      StringBuilder text = new StringBuilder("%\"");
      for (byte octet : value.getBytes(StandardCharsets.UTF_8)) {
        if (octet < 0x20 || octet > 0x7E || octet == '%' || octet == '"') {
          text.append('%').append(HexFormat.of().toHexDigits(octet));
        } else {
          text.append((char) octet);
        }
      }
      return text.append('"').toString();
    }
  }
}
