package dev.weir.runtime.admin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/// The token that allows actions.
record AdminToken(@Nullable String token) {

  private static final String SCHEME = "Bearer ";

  enum Verdict {
    ALLOWED,
    /// No token, or another one.
    WRONG,
    /// No token is configured: nothing is allowed.
    NOT_CONFIGURED
  }

  /// Judges an Authorization field in a time that does not depend on how much of it is right.
  Verdict judge(@Nullable String authorization) {
    if (token == null) {
      return Verdict.NOT_CONFIGURED;
    }
    if (authorization == null
        || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Verdict.WRONG;
    }
    byte[] given =
        authorization.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8);
    return MessageDigest.isEqual(token.getBytes(StandardCharsets.UTF_8), given)
        ? Verdict.ALLOWED
        : Verdict.WRONG;
  }

  @Override
  public String toString() {
    return token == null ? "no token" : "a token";
  }
}
