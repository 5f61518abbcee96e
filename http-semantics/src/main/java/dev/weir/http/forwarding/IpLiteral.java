package dev.weir.http.forwarding;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/// IP addresses in their textual form (RFC 3986 §3.2.2, RFC 4291 §2.2), read without asking DNS.
public final class IpLiteral {

  private static final int MAX_LENGTH = 45;

  private IpLiteral() {}

  /// Four decimal octets or an IPv6 address without brackets and zone; null for anything else, host
  /// names above all.
  public static @Nullable InetAddress parse(String text) {
    if (text.isEmpty() || text.length() > MAX_LENGTH) {
      return null;
    }
    return text.indexOf(':') >= 0 ? parseIpv6(text) : parseIpv4(text);
  }

  private static @Nullable InetAddress parseIpv4(String text) {
    byte[] octets = new byte[4];
    int at = 0;
    for (int i = 0; i < 4; i++) {
      int end = i == 3 ? text.length() : text.indexOf('.', at);
      int octet = octet(text, at, end);
      if (octet < 0) {
        return null;
      }
      octets[i] = (byte) octet;
      at = end + 1;
    }
    return ofBytes(octets);
  }

  /// Leading zeros are refused: some readers take them for octal.
  private static int octet(String text, int from, int to) {
    int length = to - from;
    if (length < 1 || length > 3 || (length > 1 && text.charAt(from) == '0')) {
      return -1;
    }
    int value = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      value = value * 10 + (c - '0');
    }
    return value > 255 ? -1 : value;
  }

  private static @Nullable InetAddress parseIpv6(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.digit(c, 16) < 0 && c != ':' && c != '.') {
        return null;
      }
    }
    try {
      return unmapped(Inet6Address.ofLiteral(text));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /// The IPv4 address inside an IPv4-mapped IPv6 address (RFC 4291 §2.5.5.2), or the same address
  /// without its zone.
  static InetAddress unmapped(InetAddress address) {
    byte[] octets = address.getAddress();
    return octets.length == 16 ? ofBytes(octets) : address;
  }

  static InetAddress ofBytes(byte[] octets) {
    try {
      // Turns an IPv4-mapped address into the IPv4 address by itself.
      return InetAddress.getByAddress(octets);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("not an IP address: " + octets.length + " octets", e);
    }
  }
}
