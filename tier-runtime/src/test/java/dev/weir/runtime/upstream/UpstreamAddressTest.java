package dev.weir.runtime.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Addresses as they stand in configurations.
final class UpstreamAddressTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1:80",
        "[::1]:8080",
        "app:65535",
        "my_app.internal:1",
        "unix:/run/a.sock"
      })
  void addressIsWrittenAsItIsRead(String text) {
    assertThat(UpstreamAddress.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "app", "app:", "app:0", "app:65536", "app:x", "::1:80", "unix:", ":80"})
  void anythingElseIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> UpstreamAddress.parse(text));
  }
}
