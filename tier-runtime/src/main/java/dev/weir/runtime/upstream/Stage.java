package dev.weir.runtime.upstream;

/// How far an attempt has come.
enum Stage {
  /// There is no connection yet.
  CONNECTING,
  /// The request is on its way.
  SENDING,
  /// The request is out, the final response head is due.
  AWAITING,
  /// The head has been handed over.
  RESPONDING,
  OVER
}
