package dev.weir.runtime.upstream.transport;

/// How an exchange broke.
///
/// @param connection whether it was to be expected of the connection
public record Break(Throwable cause, Progress sent, Connection connection) {

  /// What the exchange went out on.
  public enum Connection {
    FRESH,
    /// One that had served before, and broke without a single octet in return: the upstream had
    /// most likely closed it already.
    STALE
  }
}
