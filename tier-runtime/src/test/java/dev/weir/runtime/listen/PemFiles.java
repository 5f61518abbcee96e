package dev.weir.runtime.listen;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;

/// A self-signed certificate for 127.0.0.1 and localhost with its key, made by the JDK's keytool.
record PemFiles(TlsSettings settings, KeyStore trusted) {

  private static final String PASSWORD = "changeit";

  /// `name` tells several pairs of one folder apart; `algorithm` is `EC` or `RSA`.
  static PemFiles make(Path folder, String name, String algorithm)
      throws IOException, GeneralSecurityException, InterruptedException {
    KeyStore store = generated(folder.resolve(name + ".p12"), name, algorithm);
    Path certificate = folder.resolve(name + ".crt");
    Files.writeString(certificate, pem("CERTIFICATE", store.getCertificate("test").getEncoded()));
    Path key = folder.resolve(name + ".key");
    byte[] encoded = store.getKey("test", PASSWORD.toCharArray()).getEncoded();
    Files.writeString(key, pem("PRIVATE KEY", encoded));
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("test", store.getCertificate("test"));
    return new PemFiles(new TlsSettings(certificate, key), trusted);
  }

  private static KeyStore generated(Path file, String name, String algorithm)
      throws IOException, GeneralSecurityException, InterruptedException {
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "test",
                "-keyalg",
                algorithm,
                "-keysize",
                algorithm.equals("EC") ? "256" : "2048",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=ip:127.0.0.1,dns:localhost",
                "-validity",
                "30",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                file.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (keytool.waitFor() != 0) {
      throw new IOException("keytool failed");
    }
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD.toCharArray());
    }
    return store;
  }

  /// The same files elsewhere, for a test that spoils them.
  PemFiles copiedTo(Path folder) throws IOException {
    Path certificate = folder.resolve("site.crt");
    Path key = folder.resolve("site.key");
    Files.copy(settings.certificate(), certificate);
    Files.copy(settings.key(), key);
    return new PemFiles(new TlsSettings(certificate, key), trusted);
  }

  private static String pem(String type, byte[] encoded) {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
    return "-----BEGIN " + type + "-----\n" + text + "\n-----END " + type + "-----\n";
  }
}
