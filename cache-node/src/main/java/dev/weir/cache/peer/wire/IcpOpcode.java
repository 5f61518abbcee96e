package dev.weir.cache.peer.wire;

import org.jspecify.annotations.Nullable;

/// What an ICP message says (RFC 2186, opcode table). The values in between are unassigned.
public enum IcpOpcode {
  /// Do you have this URL?
  QUERY(1),
  /// Yes, and you may fetch it from me.
  HIT(2),
  /// No.
  MISS(3),
  /// I could not read your query.
  ERR(4),
  /// A query bounced off an origin server's UDP echo port.
  SECHO(10),
  /// A query bounced off a peer's UDP echo port.
  DECHO(11),
  /// No, and do not fetch through me now: I am up, but loading or in trouble.
  MISS_NOFETCH(21),
  /// You may not ask this of me.
  DENIED(22),
  /// Yes, and here is the object. Never sent and never accepted: it would let a forged datagram
  /// place content into the store (RFC 2187 §9).
  HIT_OBJ(23);

  private static final @Nullable IcpOpcode[] BY_VALUE = byValue();

  private final int value;

  IcpOpcode(int value) {
    this.value = value;
  }

  /// The octet on the wire.
  public int value() {
    return value;
  }

  /// The opcode of an octet (0–255), null when the octet is unassigned.
  public static @Nullable IcpOpcode of(int value) {
    return value < BY_VALUE.length ? BY_VALUE[value] : null;
  }

  private static @Nullable IcpOpcode[] byValue() {
    @Nullable IcpOpcode[] table = new @Nullable IcpOpcode[HIT_OBJ.value + 1];
    for (IcpOpcode opcode : values()) {
      table[opcode.value] = opcode;
    }
    return table;
  }
}
