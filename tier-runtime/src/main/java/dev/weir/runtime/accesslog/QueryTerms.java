package dev.weir.runtime.accesslog;

/// Whether Squid's line shows what follows the question mark of a target, which may be secret.
public enum QueryTerms {
  /// A bare `?`, as with `strip_query_terms on`.
  STRIPPED,
  /// As asked, as with `strip_query_terms off`.
  WRITTEN
}
