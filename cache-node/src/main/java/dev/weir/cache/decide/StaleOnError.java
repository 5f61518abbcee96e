package dev.weir.cache.decide;

/// Whether a stored response may stand in when its validation fails.
public enum StaleOnError {
  ALLOWED,
  FORBIDDEN
}
