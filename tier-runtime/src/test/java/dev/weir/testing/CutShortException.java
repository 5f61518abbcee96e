package dev.weir.testing;

import java.io.IOException;

/// The peer closed or reset the connection in the middle of a message.
final class CutShortException extends IOException {

  private static final long serialVersionUID = 1L;

  private final transient byte[] received;

  /// @param received the content octets that came before the end
  CutShortException(String message, byte[] received) {
    super(message);
    this.received = received;
  }

  byte[] received() {
    return received;
  }
}
