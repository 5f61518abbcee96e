package dev.weir.cache.config.dialect;

/// Something in a line that cannot be understood; the message says what and what to write instead,
/// in one line, without position.
public final class BadWordException extends Exception {
  private static final long serialVersionUID = 1L;

  /// With what is wrong and what to do.
  public BadWordException(String message) {
    super(message);
  }
}
