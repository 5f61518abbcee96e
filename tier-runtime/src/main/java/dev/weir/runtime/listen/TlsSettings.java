package dev.weir.runtime.listen;

import java.nio.file.Files;
import java.nio.file.Path;

/// The certificate chain (PEM, leaf first) and its private key (PEM, PKCS#8, EC or RSA) of a
/// listener.
public record TlsSettings(Path certificate, Path key) {

  public TlsSettings {
    requireFile("certificate", certificate);
    requireFile("key", key);
  }

  private static void requireFile(String name, Path file) {
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw new IllegalArgumentException(
          name + " is no file that can be read: " + file + "; create it or correct the path");
    }
  }
}
