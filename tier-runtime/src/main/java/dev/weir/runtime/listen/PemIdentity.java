package dev.weir.runtime.listen;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A certificate chain and its key from PEM files, as the key store TLS wants.
final class PemIdentity {

  private static final Pattern PRIVATE_KEY =
      Pattern.compile(
          "-----BEGIN PRIVATE KEY-----\\s+([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
  private static final List<String> KEY_ALGORITHMS = List.of("EC", "RSA", "Ed25519");

  /// The store never leaves memory; its password guards nothing.
  static final String PASSWORD = "in-memory";

  private PemIdentity() {}

  /// @throws IOException naming the file and what is wrong with it
  static KeyStore load(TlsSettings tls) throws IOException {
    Certificate[] chain = chain(tls.certificate());
    PrivateKey key = key(tls.key());
    if (!belongs(key, chain[0].getPublicKey())) {
      throw new IOException(
          tls.key() + ": the key does not belong to the certificate in " + tls.certificate());
    }
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("listener", key, PASSWORD.toCharArray(), chain);
      return store;
    } catch (GeneralSecurityException e) {
      throw new IOException(tls.certificate() + ": cannot be used: " + e.getMessage(), e);
    }
  }

  private static Certificate[] chain(Path file) throws IOException {
    byte[] pem = read(file);
    try {
      Certificate[] chain =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(pem))
              .toArray(Certificate[]::new);
      if (chain.length > 0) {
        return chain;
      }
    } catch (GeneralSecurityException e) {
      throw new IOException(file + ": not a PEM certificate: " + e.getMessage(), e);
    }
    throw new IOException(file + ": holds no certificate");
  }

  private static PrivateKey key(Path file) throws IOException {
    String pem = new String(read(file), StandardCharsets.US_ASCII);
    Matcher matcher = PRIVATE_KEY.matcher(pem);
    if (!matcher.find()) {
      throw new IOException(
          file
              + ": no unencrypted PKCS#8 key (BEGIN PRIVATE KEY); convert with"
              + " openssl pkcs8 -topk8 -nocrypt");
    }
    byte[] encoded = Base64.getMimeDecoder().decode(matcher.group(1));
    for (String algorithm : KEY_ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
      } catch (InvalidKeySpecException _) {
        // Another algorithm's key: the next one may know it.
      } catch (GeneralSecurityException e) {
        throw new IOException(file + ": " + e.getMessage(), e);
      }
    }
    throw new IOException(file + ": neither an EC nor an RSA nor an Ed25519 key");
  }

  private static byte[] read(Path file) throws IOException {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new IOException(file + ": cannot be read: " + e.getClass().getSimpleName(), e);
    }
  }

  /// Signs with the one and verifies with the other.
  private static boolean belongs(PrivateKey key, PublicKey certified) {
    try {
      byte[] message = "weir".getBytes(StandardCharsets.US_ASCII);
      Signature signature = Signature.getInstance(signatureOf(key));
      signature.initSign(key);
      signature.update(message);
      byte[] signed = signature.sign();
      signature.initVerify(certified);
      signature.update(message);
      return signature.verify(signed);
    } catch (GeneralSecurityException _) {
      return false;
    }
  }

  private static String signatureOf(Key key) {
    return switch (key.getAlgorithm()) {
      case "EC" -> "SHA256withECDSA";
      case "RSA" -> "SHA256withRSA";
      default -> "Ed25519";
    };
  }
}
