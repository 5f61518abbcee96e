package dev.weir.cache.tell;

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

/// Signs messages among siblings with their common secret (HMAC-SHA-256, RFC 2104).
final class Sealing {

  private static final String SCHEME = "HMAC-SHA256 ";
  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  Sealing(byte[] secret) {
    this.key = new SecretKeySpec(secret, ALGORITHM);
  }

  /// With the secret a file holds, white space around it left out.
  ///
  /// @throws IOException when it cannot be read or is too short
  static Sealing read(Path file) throws IOException {
    byte[] secret = Files.readString(file).strip().getBytes(StandardCharsets.UTF_8);
    if (secret.length < NodeConfig.Invalidations.LEAST_SECRET_OCTETS) {
      throw new IOException(
          file
              + ": the siblings' secret is shorter than "
              + NodeConfig.Invalidations.LEAST_SECRET_OCTETS
              + " octets");
    }
    return new Sealing(secret);
  }

  /// What to send as Authorization with a message.
  String seal(byte[] message) {
    return SCHEME + HexFormat.of().formatHex(code(message));
  }

  /// Whether the Authorization sent with a message is that of somebody who knows the secret; takes
  /// a time that does not depend on how much of it is right.
  boolean isGenuine(byte[] message, @Nullable String authorization) {
    return authorization != null
        && MessageDigest.isEqual(
            seal(message).getBytes(StandardCharsets.US_ASCII),
            authorization.strip().getBytes(StandardCharsets.UTF_8));
  }

  private byte[] code(byte[] message) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }
}
