package dev.weir.http.forwarding;

import java.net.InetAddress;
import java.util.Arrays;

/// A block of IP addresses in CIDR notation (RFC 4632 §3.1): `10.0.0.0/8`, `2001:db8::/32`; an
/// address alone is a block of one.
///
/// Bits behind the prefix are ignored. An IPv4-mapped IPv6 address counts as the IPv4 address in
/// it.
public record Cidr(InetAddress network, int prefixLength) {

  public Cidr {
    int bits = network.getAddress().length * 8;
    if (prefixLength < 0 || prefixLength > bits) {
      throw new IllegalArgumentException(
          "prefix length out of range 0 to " + bits + ": " + prefixLength);
    }
    network = IpLiteral.ofBytes(masked(network.getAddress(), prefixLength));
  }

  /// Never asks DNS. Throws IllegalArgumentException that says what is wrong.
  public static Cidr parse(String text) {
    int slash = text.indexOf('/');
    InetAddress address = IpLiteral.parse(slash < 0 ? text : text.substring(0, slash));
    if (address == null) {
      throw new IllegalArgumentException(
          "not an address block such as 10.0.0.0/8 or 2001:db8::/32: " + text);
    }
    int bits = address.getAddress().length * 8;
    return new Cidr(address, slash < 0 ? bits : prefixLength(text, slash + 1));
  }

  public boolean contains(InetAddress address) {
    byte[] block = network.getAddress();
    byte[] octets = IpLiteral.unmapped(address).getAddress();
    if (octets.length != block.length) {
      return false;
    }
    int whole = prefixLength / 8;
    if (!Arrays.equals(block, 0, whole, octets, 0, whole)) {
      return false;
    }
    int rest = prefixLength % 8;
    int mask = 0xFF00 >> rest & 0xFF;
    return rest == 0 || (block[whole] & mask) == (octets[whole] & mask);
  }

  @Override
  public String toString() {
    return network.getHostAddress() + '/' + prefixLength;
  }

  private static int prefixLength(String text, int from) {
    String digits = text.substring(from);
    if (digits.isEmpty()
        || digits.length() > 3
        || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new IllegalArgumentException("not a prefix length after the slash: " + text);
    }
    return Integer.parseInt(digits);
  }

  private static byte[] masked(byte[] octets, int prefixLength) {
    byte[] masked = octets.clone();
    for (int i = 0; i < masked.length; i++) {
      int bits = Math.clamp(prefixLength - i * 8L, 0, 8);
      masked[i] &= (byte) (0xFF00 >> bits);
    }
    return masked;
  }
}
