package dev.weir.workbench.tune.log;

import org.jspecify.annotations.Nullable;

/// What only a log in our own format tells of an answer and its request: validators, directives,
/// and whether either smells of a person.
///
/// @param requestCacheControl of the request
public record Inputs(
    @Nullable String etag,
    @Nullable String lastModified,
    @Nullable String cacheControl,
    @Nullable String expires,
    boolean setCookie,
    boolean cookie,
    boolean authorization,
    @Nullable String requestCacheControl) {

  /// Nothing is known.
  public static final Inputs NONE = new Inputs(null, null, null, null, false, false, false, null);
}
