package dev.weir.cache.peer.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// ICP version 2 on the wire (RFC 2186). One message is one datagram, all integers are big-endian:
///
/// ```
///  0 opcode · 1 version · 2 length · 4 request number · 8 options · 12 option data · 16 sender host
/// 20 QUERY: requester host, URL, NUL        others: URL, NUL
/// ```
///
/// Decoding reads inside the buffer's limits only, throws nothing, and has one NUL, at the end, as
/// the only accepted end of a URL.
public final class IcpCodec {

  /// Longest message (RFC 2186), in octets.
  public static final int MAX_OCTETS = 16_384;

  static final int HEADER_OCTETS = 20;
  static final int QUERY_HEADER_OCTETS = HEADER_OCTETS + 4;

  /// Longest URL that fits into a QUERY, in octets.
  static final int MAX_URL_OCTETS = MAX_OCTETS - QUERY_HEADER_OCTETS - 1;

  private static final int VERSION = 2;
  private static final int DELETE = 0x7f;

  private IcpCodec() {}

  /// Reads the octets between position and limit as one datagram. The buffer is left as it was.
  public static IcpDecoded decode(ByteBuffer datagram) {
    int start = datagram.position();
    int octets = datagram.remaining();
    if (octets < HEADER_OCTETS) {
      return new IcpDecoded.Refused(IcpRefusal.TOO_SHORT);
    }
    // The version comes first of all: what is not version 2 is not interpreted any further.
    if (datagram.get(start + 1) != VERSION) {
      return new IcpDecoded.Refused(IcpRefusal.VERSION);
    }
    if (octets > MAX_OCTETS) {
      return new IcpDecoded.Refused(IcpRefusal.TOO_LONG);
    }
    if (Short.toUnsignedInt(datagram.getShort(start + 2)) != octets) {
      return new IcpDecoded.Refused(IcpRefusal.LENGTH_MISMATCH);
    }
    IcpOpcode opcode = IcpOpcode.of(Byte.toUnsignedInt(datagram.get(start)));
    return opcode == null
        ? new IcpDecoded.Refused(IcpRefusal.UNKNOWN_OPCODE)
        : decodePayload(opcode, datagram.slice(start, octets));
  }

  private static IcpDecoded decodePayload(IcpOpcode opcode, ByteBuffer message) {
    return switch (opcode) {
      case HIT_OBJ -> new IcpDecoded.Refused(IcpRefusal.HIT_OBJ);
      case QUERY -> decodeQuery(message);
      case HIT, MISS, ERR, SECHO, DECHO, MISS_NOFETCH, DENIED -> decodeReply(opcode, message);
    };
  }

  private static IcpDecoded decodeQuery(ByteBuffer message) {
    if (message.limit() < QUERY_HEADER_OCTETS) {
      return new IcpDecoded.Refused(IcpRefusal.TRUNCATED_QUERY);
    }
    int requestNumber = message.getInt(4);
    Url url = url(message, QUERY_HEADER_OCTETS);
    return switch (url) {
      case Url.Bad(IcpRefusal reason) -> new IcpDecoded.BadQuery(reason, requestNumber);
      case Url.Good(String text) when text.isEmpty() ->
          new IcpDecoded.BadQuery(IcpRefusal.EMPTY_URL, requestNumber);
      case Url.Good(String text) ->
          accepted(IcpOpcode.QUERY, message, message.getInt(HEADER_OCTETS), text);
    };
  }

  private static IcpDecoded decodeReply(IcpOpcode opcode, ByteBuffer message) {
    Url url = url(message, HEADER_OCTETS);
    return switch (url) {
      case Url.Bad(IcpRefusal reason) -> new IcpDecoded.Refused(reason);
      case Url.Good(String text) when text.isEmpty() && opcode != IcpOpcode.ERR ->
          new IcpDecoded.Refused(IcpRefusal.EMPTY_URL);
      case Url.Good(String text) -> accepted(opcode, message, 0, text);
    };
  }

  private static IcpDecoded accepted(
      IcpOpcode opcode, ByteBuffer message, int requesterHost, String url) {
    return new IcpDecoded.Accepted(
        new IcpMessage(
            opcode,
            message.getInt(4),
            message.getInt(8),
            message.getInt(12),
            message.getInt(16),
            requesterHost,
            url));
  }

  private sealed interface Url {
    record Good(String text) implements Url {}

    record Bad(IcpRefusal reason) implements Url {}
  }

  private static Url url(ByteBuffer message, int from) {
    int end = message.limit() - 1;
    if (end < from || message.get(end) != 0) {
      return new Url.Bad(IcpRefusal.UNTERMINATED_URL);
    }
    byte[] octets = new byte[end - from];
    message.get(from, octets);
    IcpRefusal blank = null;
    for (byte octet : octets) {
      int value = Byte.toUnsignedInt(octet);
      if (value == 0) {
        return new Url.Bad(IcpRefusal.EMBEDDED_NUL);
      }
      if (value <= ' ' || value == DELETE) {
        blank = IcpRefusal.BLANK_IN_URL;
      }
    }
    return blank == null
        ? new Url.Good(new String(octets, StandardCharsets.ISO_8859_1))
        : new Url.Bad(blank);
  }

  /// Whether a URL can be asked about: not empty, short enough, no blank, no control character, one
  /// octet per character.
  public static boolean canCarry(String url) {
    if (url.isEmpty() || url.length() > MAX_URL_OCTETS) {
      return false;
    }
    for (int i = 0; i < url.length(); i++) {
      char c = url.charAt(i);
      if (c <= ' ' || c == DELETE || c > 0xff) {
        return false;
      }
    }
    return true;
  }

  /// Writes a message at the buffer's position and moves it behind the message.
  ///
  /// @throws java.nio.BufferOverflowException when fewer than [IcpMessage#length()] octets remain
  public static void encode(IcpMessage message, ByteBuffer out) {
    out.put((byte) message.opcode().value())
        .put((byte) VERSION)
        .putShort((short) message.length())
        .putInt(message.requestNumber())
        .putInt(message.options())
        .putInt(message.optionData())
        .putInt(message.senderHost());
    if (message.opcode() == IcpOpcode.QUERY) {
      out.putInt(message.requesterHost());
    }
    out.put(message.url().getBytes(StandardCharsets.ISO_8859_1)).put((byte) 0);
  }
}
