package dev.weir.cache.exchange;

import dev.weir.cache.peer.wire.IcpMessage;
import java.net.InetSocketAddress;

/// Told of every exchange once it is over; must neither block nor throw.
@FunctionalInterface
public interface ExchangeListener {

  /// The exchange ended, whole or broken off.
  void ended(ClientExchange exchange, Ending ending);

  /// A sibling's ICP query got this answer. Called on the ICP thread, where `log_icp_queries` is
  /// on.
  default void answered(InetSocketAddress sibling, IcpMessage answer) {}

  /// How an exchange ended.
  enum Ending {
    /// The whole answer was handed to the connection.
    WHOLE,
    /// The answer broke off, through whosever fault.
    BROKEN
  }
}
