package dev.weir.cache.peer.wire;

/// One ICP version 2 message (RFC 2186).
///
/// @param requestNumber opaque to the answering side, which copies it into the reply
/// @param options bit set: [#SRC_RTT], [#HIT_OBJ_WANTED], [#VARIANT]
/// @param optionData with [#SRC_RTT] in a reply: hops in the high, milliseconds in the low 16 bits
/// @param senderHost IPv4 address, in practice 0; ignored on receipt
/// @param requesterHost IPv4 address of the end client, in practice 0; exists in a QUERY only
/// @param url octets of the URL, one character each (ISO 8859-1), without the closing NUL
public record IcpMessage(
    IcpOpcode opcode,
    int requestNumber,
    int options,
    int optionData,
    int senderHost,
    int requesterHost,
    String url) {

  /// Option bit 31 of a QUERY: the asker would take a HIT_OBJ.
  public static final int HIT_OBJ_WANTED = 0x8000_0000;

  /// Option bit 30: the asker wants, or the reply carries, the answering side's RTT to the origin.
  public static final int SRC_RTT = 0x4000_0000;

  /// Option bit 27, ours: the option data tells which variant of the URL is wanted. Other caches do
  /// not know it and clear it in their answers.
  public static final int VARIANT = 0x0800_0000;

  /// Do you have this URL?
  public static IcpMessage query(int requestNumber, String url) {
    return query(requestNumber, url, 0);
  }

  /// Do you have this variant of the URL?
  ///
  /// @param variant the number of the variant, 0 for any
  public static IcpMessage query(int requestNumber, String url, int variant) {
    return new IcpMessage(
        IcpOpcode.QUERY, requestNumber, variant == 0 ? 0 : VARIANT, variant, 0, 0, url);
  }

  /// The variant a query is about, 0 for any.
  public int variant() {
    return (options & VARIANT) == 0 ? 0 : optionData;
  }

  /// An answer. All options are cleared: the node measures no RTT to origins and sends no objects,
  /// and a cleared flag is how a responder says so.
  public static IcpMessage answer(IcpOpcode opcode, int requestNumber, String url) {
    return new IcpMessage(opcode, requestNumber, 0, 0, 0, 0, url);
  }

  /// The answer to a query that could not be read. It repeats no octet of the query, so it can
  /// neither grow nor leak.
  public static IcpMessage error(int requestNumber) {
    return answer(IcpOpcode.ERR, requestNumber, "");
  }

  /// Octets on the wire: header, requester host address in a QUERY, URL, NUL.
  public int length() {
    int fixed = opcode == IcpOpcode.QUERY ? IcpCodec.QUERY_HEADER_OCTETS : IcpCodec.HEADER_OCTETS;
    return fixed + url.length() + 1;
  }
}
