package dev.weir.runtime.upstream.transport;

/// How busy pools are.
///
/// @param open connections, those being opened included
/// @param idle connections in no exchange
/// @param waiting claims without a connection
public record Load(int open, int idle, int waiting) {

  static final Load NONE = new Load(0, 0, 0);

  Load plus(Load other) {
    return new Load(open + other.open, idle + other.idle, waiting + other.waiting);
  }
}
