package dev.weir.runtime.listen;

import java.io.IOException;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/// What every TLS listener offers: TLS 1.3 and 1.2 with forward secrecy and authenticated ciphers,
/// no renegotiation.
final class TlsContext {

  private TlsContext() {}

  static SslContextFactory.Server of(TlsSettings settings) throws IOException {
    SslContextFactory.Server tls = new SslContextFactory.Server();
    tls.setKeyStore(PemIdentity.load(settings));
    tls.setKeyStorePassword(PemIdentity.PASSWORD);
    tls.setIncludeProtocols("TLSv1.3", "TLSv1.2");
    tls.setIncludeCipherSuites(
        "TLS_AES_\\d+_GCM_SHA\\d+",
        "TLS_CHACHA20_POLY1305_SHA256",
        "TLS_ECDHE_(ECDSA|RSA)_WITH_AES_\\d+_GCM_SHA\\d+",
        "TLS_ECDHE_(ECDSA|RSA)_WITH_CHACHA20_POLY1305_SHA256");
    tls.setRenegotiationAllowed(false);
    return tls;
  }

  /// Reads certificate and key again; connections that are open keep what they have.
  ///
  /// @throws IOException when the files are no longer usable; then the old ones stay in use
  static void reload(SslContextFactory.Server tls, TlsSettings settings) throws IOException {
    var store = PemIdentity.load(settings);
    try {
      tls.reload(factory -> factory.setKeyStore(store));
    } catch (Exception e) {
      throw new IOException(settings.certificate() + ": cannot be used: " + e.getMessage(), e);
    }
  }
}
