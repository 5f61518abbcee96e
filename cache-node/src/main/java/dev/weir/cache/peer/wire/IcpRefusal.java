package dev.weir.cache.peer.wire;

/// Why a datagram is not an ICP message for us, and what its sender is told.
public enum IcpRefusal {
  /// Fewer octets than the header has.
  TOO_SHORT(Reply.SILENCE),
  /// More than the 16,384 octets a message may have.
  TOO_LONG(Reply.SILENCE),
  /// Not version 2. A version 3 query brings some implementations down; here it is not looked at.
  VERSION(Reply.SILENCE),
  /// The length field does not count the datagram's octets.
  LENGTH_MISMATCH(Reply.SILENCE),
  /// An unassigned opcode.
  UNKNOWN_OPCODE(Reply.SILENCE),
  /// A HIT_OBJ: content is never taken from a datagram.
  HIT_OBJ(Reply.SILENCE),
  /// A QUERY that ends before its URL begins: an ERR would be longer than the query.
  TRUNCATED_QUERY(Reply.SILENCE),
  /// No NUL at the end of the payload.
  UNTERMINATED_URL(Reply.ERR_TO_QUERY),
  /// A NUL before the end of the payload.
  EMBEDDED_NUL(Reply.ERR_TO_QUERY),
  /// No URL in a message other than ERR.
  EMPTY_URL(Reply.ERR_TO_QUERY),
  /// A blank or control character in the URL.
  BLANK_IN_URL(Reply.ERR_TO_QUERY);

  private enum Reply {
    SILENCE,
    ERR_TO_QUERY
  }

  private final Reply reply;

  IcpRefusal(Reply reply) {
    this.reply = reply;
  }

  /// Whether the sender of such a QUERY gets an ERR. Nobody else ever gets an answer.
  public boolean answersQueries() {
    return reply == Reply.ERR_TO_QUERY;
  }
}
