package dev.weir.http.structured;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// The parsing algorithms of the eight bare types, chosen by their first character (RFC 9651
/// §4.2.3.1).
final class BareItemReader {

  private static final int MAX_INTEGER_DIGITS = 15;
  private static final int MAX_WHOLE_DIGITS = 12;
  private static final int MAX_FRACTION_DIGITS = 3;

  private final Cursor cursor;

  BareItemReader(Cursor cursor) {
    this.cursor = cursor;
  }

  BareItem read() throws MalformedFieldException {
    char c = cursor.peek();
    if (c == '-' || Characters.isDigit(c)) {
      return number();
    }
    if (Characters.startsToken(c)) {
      return new BareItem.Token(cursor.takeWhile(Characters::continuesToken));
    }
    return switch (cursor.next()) {
      case '"' -> string();
      case ':' -> octets();
      case '?' -> truth();
      case '@' -> date();
      case '%' -> display();
      default -> throw cursor.fault("unknown type of item");
    };
  }

  /// §4.2.4.
  private BareItem number() throws MalformedFieldException {
    String sign = cursor.take('-') ? "-" : "";
    String whole = cursor.takeWhile(Characters::isDigit);
    if (whole.isEmpty()) {
      throw cursor.fault("digit expected");
    }
    if (!cursor.take('.')) {
      if (whole.length() > MAX_INTEGER_DIGITS) {
        throw cursor.fault("integer too long");
      }
      return new BareItem.Whole(Long.parseLong(sign + whole));
    }
    String fraction = cursor.takeWhile(Characters::isDigit);
    if (whole.length() > MAX_WHOLE_DIGITS
        || fraction.isEmpty()
        || fraction.length() > MAX_FRACTION_DIGITS) {
      throw cursor.fault("decimal too long or without fraction");
    }
    return new BareItem.Decimal(new BigDecimal(sign + whole + '.' + fraction));
  }

  /// §4.2.5, behind the opening quote.
  private BareItem string() throws MalformedFieldException {
    StringBuilder text = new StringBuilder();
    while (true) {
      char c = cursor.next();
      if (c == '"') {
        return new BareItem.Text(text.toString());
      }
      if (c == '\\') {
        c = cursor.next();
        if (c != '"' && c != '\\') {
          throw cursor.fault("only quote and backslash may be escaped");
        }
      }
      requirePrintable(c);
      text.append(c);
    }
  }

  /// §4.2.7, behind the opening colon.
  private BareItem octets() throws MalformedFieldException {
    String encoded = cursor.takeWhile(c -> c != ':');
    cursor.expect(':');
    try {
      return new BareItem.Octets(ByteBuffer.wrap(Base64.getDecoder().decode(encoded)));
    } catch (IllegalArgumentException e) {
      throw cursor.fault("not base64");
    }
  }

  /// §4.2.8, behind the question mark.
  private BareItem truth() throws MalformedFieldException {
    return switch (cursor.next()) {
      case '1' -> BareItem.Truth.TRUE;
      case '0' -> BareItem.Truth.FALSE;
      default -> throw cursor.fault("neither ?0 nor ?1");
    };
  }

  /// §4.2.9, behind the at sign.
  private BareItem date() throws MalformedFieldException {
    if (number() instanceof BareItem.Whole(long epochSecond)) {
      return new BareItem.Date(epochSecond);
    }
    throw cursor.fault("date with a fraction");
  }

  /// §4.2.10, behind the percent sign.
  private BareItem display() throws MalformedFieldException {
    cursor.expect('"');
    StringBuilder latin = new StringBuilder();
    while (true) {
      char c = cursor.next();
      if (c == '"') {
        return new BareItem.Display(utf8(latin));
      }
      requirePrintable(c);
      latin.append(c == '%' ? (char) (lowerHex() << 4 | lowerHex()) : c);
    }
  }

  private int lowerHex() throws MalformedFieldException {
    char c = cursor.next();
    if (Characters.isDigit(c)) {
      return c - '0';
    }
    if (c >= 'a' && c <= 'f') {
      return c - 'a' + 10;
    }
    throw cursor.fault("lower-case hexadecimal digit expected");
  }

  private String utf8(CharSequence latin) throws MalformedFieldException {
    ByteBuffer octets = StandardCharsets.ISO_8859_1.encode(CharBuffer.wrap(latin));
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(octets).toString();
    } catch (CharacterCodingException e) {
      throw cursor.fault("not UTF-8");
    }
  }

  private void requirePrintable(char c) throws MalformedFieldException {
    if (c < 0x20 || c > 0x7E) {
      throw cursor.fault("not printable ASCII");
    }
  }
}
