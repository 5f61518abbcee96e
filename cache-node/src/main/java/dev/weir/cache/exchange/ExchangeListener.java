package dev.weir.cache.exchange;

/// Told of every exchange once it is over; must neither block nor throw.
@FunctionalInterface
public interface ExchangeListener {

  /// The exchange ended, whole or broken off.
  void ended(ClientExchange exchange, Ending ending);

  /// How an exchange ended.
  enum Ending {
    /// The whole answer was handed to the connection.
    WHOLE,
    /// The answer broke off, through whosever fault.
    BROKEN
  }
}
