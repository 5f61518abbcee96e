package dev.weir.runtime.upstream.transport;

import java.io.IOException;

/// Something about a response that cannot be helped by reading on.
public final class ResponseFaultException extends IOException {

  /// What it is.
  public enum Fault {
    /// The connection ended where the message did not.
    CUT,
    MALFORMED_HEAD,
    HEAD_TOO_LARGE,
    /// Chunks, or the trailers behind them.
    MALFORMED_CONTENT
  }

  private static final long serialVersionUID = 1L;

  private final Fault fault;

  ResponseFaultException(Fault fault, String message) {
    super(message);
    this.fault = fault;
  }

  public Fault fault() {
    return fault;
  }
}
