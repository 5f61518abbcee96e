package dev.weir.cache.peer.wire;

/// What a datagram turned out to be.
public sealed interface IcpDecoded {

  /// A well-formed message.
  record Accepted(IcpMessage message) implements IcpDecoded {}

  /// Not a message for us.
  record Refused(IcpRefusal reason) implements IcpDecoded {}

  /// A QUERY with an unusable URL: the sender gets an ERR with this request number.
  record BadQuery(IcpRefusal reason, int requestNumber) implements IcpDecoded {}
}
