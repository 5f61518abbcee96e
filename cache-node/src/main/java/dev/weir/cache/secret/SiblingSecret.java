package dev.weir.cache.secret;

import dev.weir.cache.config.NodeConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// The secret common to all siblings, with which they sign what they say to each other
/// (HMAC-SHA-256, RFC 2104). Any thread may use it.
public final class SiblingSecret {

  private static final String SCHEME = "HMAC-SHA256 ";
  private static final String ALGORITHM = "HmacSHA256";

  /// Never used itself: copying it is cheaper than looking one up and giving it the key.
  private final Mac keyed;

  SiblingSecret(byte[] secret) {
    try {
      this.keyed = Mac.getInstance(ALGORITHM);
      keyed.init(new SecretKeySpec(secret, ALGORITHM));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }

  /// The secret a file holds, white space around it left out.
  ///
  /// @throws IOException when it cannot be read or is too short
  public static SiblingSecret read(Path file) throws IOException {
    byte[] secret = Files.readString(file).strip().getBytes(StandardCharsets.UTF_8);
    if (secret.length < NodeConfig.Invalidations.LEAST_SECRET_OCTETS) {
      throw new IOException(
          file
              + ": the siblings' secret is shorter than "
              + NodeConfig.Invalidations.LEAST_SECRET_OCTETS
              + " octets");
    }
    return new SiblingSecret(secret);
  }

  /// What to send as Authorization with a message.
  public String seal(byte[] message) {
    return SCHEME + HexFormat.of().formatHex(code(message));
  }

  /// Whether the Authorization sent with a message is that of somebody who knows the secret; takes
  /// a time that does not depend on how much of it is right.
  public boolean isGenuine(byte[] message, @Nullable String authorization) {
    return authorization != null && isSame(seal(message), authorization.strip());
  }

  /// Whether two signatures are the same, in a time that does not depend on where they differ.
  static boolean isSame(String own, String told) {
    return MessageDigest.isEqual(
        own.getBytes(StandardCharsets.US_ASCII), told.getBytes(StandardCharsets.UTF_8));
  }

  /// The code of a message, 32 octets.
  byte[] code(byte[] message) {
    try {
      return ((Mac) keyed.clone()).doFinal(message);
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the platform's " + ALGORITHM + " cannot be copied", e);
    }
  }
}
