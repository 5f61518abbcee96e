package dev.weir.runtime.listen;

import java.nio.file.Path;

/// The certificate chain (PEM, leaf first) and its private key (PEM, PKCS#8, EC or RSA) of a
/// listener.
public record TlsSettings(Path certificate, Path key) {}
