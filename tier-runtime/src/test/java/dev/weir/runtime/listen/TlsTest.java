package dev.weir.runtime.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.weir.runtime.settings.ByteSize;
import dev.weir.runtime.settings.ListenAddress;
import dev.weir.testing.RawHttpClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsTest {

  @SuppressWarnings("NullAway.Init") // made once: keys take their time
  private static PemFiles ec;

  @SuppressWarnings("NullAway.Init") // made once
  private static PemFiles rsa;

  @BeforeAll
  static void makeKeys(@TempDir Path folder) throws Exception {
    ec = PemFiles.make(folder, "first", "EC");
    rsa = PemFiles.make(folder, "second", "RSA");
  }

  private static ListenSettings tls(TlsSettings tls, boolean http2, Duration headTimeout) {
    return new ListenSettings(
        ListenAddress.parse("127.0.0.1:0"),
        tls,
        http2,
        Duration.ofSeconds(20),
        headTimeout,
        ByteSize.ofKib(16),
        ByteSize.ofKib(8),
        100,
        "DEFAULT",
        128);
  }

  private static Listening listen(TlsSettings tls, boolean http2) throws IOException {
    return new Listening(tls(tls, http2, Duration.ofSeconds(20)));
  }

  private static SSLContext trusting(PemFiles pem) throws Exception {
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(pem.trusted());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  private static HttpResponse<String> get(Listening listening, PemFiles pem, String... protocols)
      throws Exception {
    SSLParameters parameters = new SSLParameters();
    if (protocols.length > 0) {
      parameters.setProtocols(protocols);
    }
    try (HttpClient client =
        HttpClient.newBuilder().sslContext(trusting(pem)).sslParameters(parameters).build()) {
      URI uri = listening.listeners.uri().resolve("/a?b");
      return client.send(
          HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20)).build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "EC,  TLSv1.3, true,  HTTP_2",
    "EC,  TLSv1.2, true,  HTTP_2",
    "RSA, TLSv1.3, true,  HTTP_2",
    "RSA, TLSv1.2, false, HTTP_1_1",
    "EC,  TLSv1.3, false, HTTP_1_1"
  })
  void requestsAreServedOverTls(
      String algorithm, String version, boolean http2, HttpClient.Version protocol)
      throws Exception {
    PemFiles pem = algorithm.equals("EC") ? ec : rsa;
    try (Listening listening = listen(pem.settings(), http2)) {
      HttpResponse<String> response = get(listening, pem, version);

      assertThat(response.version()).isEqualTo(protocol);
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.body())
          .startsWith("GET /a?b HTTP/")
          .endsWith(" host=127.0.0.1:" + listening.listeners.port());
      assertThat(response.sslSession().orElseThrow().getProtocol()).isEqualTo(version);
    }
  }

  @Test
  void oldVersionsAreRefused() throws Exception {
    PemFiles pem = ec;
    try (Listening listening = listen(pem.settings(), true)) {
      assertThatThrownBy(() -> get(listening, pem, "TLSv1.1")).isInstanceOf(IOException.class);
      assertThat(listening.handled).isEmpty();
    }
  }

  @Test
  void certificatesAreExchangedWhileRunning(@TempDir Path folder) throws Exception {
    PemFiles first = ec.copiedTo(folder);
    PemFiles second = rsa;
    try (Listening listening = listen(first.settings(), true)) {
      Files.copy(
          second.settings().certificate(),
          first.settings().certificate(),
          StandardCopyOption.REPLACE_EXISTING);
      assertThatThrownBy(listening.listeners::reloadCertificates)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("the key does not belong to the certificate");
      assertThat(get(listening, first).statusCode()).isEqualTo(200);

      Files.copy(
          second.settings().key(), first.settings().key(), StandardCopyOption.REPLACE_EXISTING);
      listening.listeners.reloadCertificates();
      HttpResponse<String> response = get(listening, second);
      X509Certificate shown =
          (X509Certificate) response.sslSession().orElseThrow().getPeerCertificates()[0];
      assertThat(shown.getSubjectX500Principal().getName()).isEqualTo("CN=second");
      assertThatThrownBy(() -> get(listening, first)).isInstanceOf(SSLHandshakeException.class);
    }
  }

  @Test
  void aHandshakeThatDoesNotEndIsEnded() throws Exception {
    PemFiles pem = ec;
    try (Listening listening = new Listening(tls(pem.settings(), true, Duration.ofMillis(300)));
        RawHttpClient client = listening.client()) {
      client.send(new byte[] {22, 3, 1});

      assertThat(client.closed()).isTrue();
      await().atMost(Duration.ofSeconds(20)).until(() -> listening.listeners.overdueHeads() == 1);
    }
  }

  @Test
  void theDeadlineHoldsInsideTls() throws Exception {
    PemFiles pem = ec;
    try (Listening listening = new Listening(tls(pem.settings(), true, Duration.ofSeconds(6)));
        SSLSocket socket =
            (SSLSocket)
                trusting(pem)
                    .getSocketFactory()
                    .createSocket("127.0.0.1", listening.listeners.port())) {
      socket.startHandshake();
      RawHttpClient client = new RawHttpClient(socket);
      client.send("GET / HTTP/1.1\r\n");

      assertThat(client.readResponse().status()).isEqualTo(408);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          crt | none              | .crt: cannot be read: NoSuchFileException
          crt | nonsense          | .crt: not a PEM certificate
          key | nonsense          | .key: no unencrypted PKCS#8 key (BEGIN PRIVATE KEY); convert with openssl pkcs8 -topk8 -nocrypt
          key | none              | .key: cannot be read: NoSuchFileException
          """)
  void badFilesAreNamed(String which, String content, String message, @TempDir Path folder)
      throws Exception {
    PemFiles pem = ec.copiedTo(folder);
    Path file = folder.resolve("site." + which);
    if (content.equals("none")) {
      Files.delete(file);
    } else {
      Files.writeString(file, content);
    }

    assertThatThrownBy(() -> listen(pem.settings(), true))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("site" + message);
  }
}
