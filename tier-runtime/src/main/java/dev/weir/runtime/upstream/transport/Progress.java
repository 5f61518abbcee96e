package dev.weir.runtime.upstream.transport;

/// How much of a request the socket has taken.
public enum Progress {
  NOTHING,
  PARTLY,
  WHOLE
}
