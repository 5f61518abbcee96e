package dev.weir.sample.fragments;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The name of a fragment, the revision of what it was made from included: after a change nobody
/// asks for the old name again, so nothing need be deleted.
public record FragmentKey(String text) {

  /// `kind@revision/detail`, such as `picture-page@7-lx2/12`.
  public static FragmentKey of(String kind, String revision, String detail) {
    return new FragmentKey(kind + '@' + revision + '/' + detail);
  }

  /// What memcached is asked for: 64 hexadecimal digits behind the prefix.
  ///
  /// Hashed, because a key that carries a line end would be a command: some client libraries do not
  /// look. The text itself stands in the value and is compared there.
  String hashed(String prefix) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      byte[] digest = sha256.digest(text.getBytes(StandardCharsets.UTF_8));
      return prefix + HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
