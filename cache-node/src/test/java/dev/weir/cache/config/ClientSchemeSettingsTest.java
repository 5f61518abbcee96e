package dev.weir.cache.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.http.forwarding.Cidr;
import dev.weir.http.forwarding.TrustedProxies;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `trusted_proxies`, and `protocol=` of `http_port`.
final class ClientSchemeSettingsTest {

  @Test
  void everybodyIsBelievedUnlessTheFileSaysOtherwise() {
    assertThat(NodeConfigs.read("http_port 80").httpPorts().getFirst().scheme())
        .isEqualTo(new NodeConfig.Scheme.Told(NodeConfig.EVERYBODY));
    assertThat(NodeConfigs.read("trusted_proxies none").httpPorts().getFirst().scheme())
        .isEqualTo(new NodeConfig.Scheme.Told(TrustedProxies.NONE));
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.0.0.0/8",
    "10.0.0.0/255.0.0.0 192.0.2.1, 10.0.0.0/8 192.0.2.1/32",
    "::1, ::1/128"
  })
  void networksAreRead(String written, String networks) {
    var trusted = new TrustedProxies(Arrays.stream(networks.split(" ")).map(Cidr::parse).toList());
    assertThat(NodeConfigs.read("trusted_proxies " + written).httpPorts().getFirst().scheme())
        .isEqualTo(new NodeConfig.Scheme.Told(trusted));
  }

  @ParameterizedTest
  @CsvSource({"http, http", "HTTPS, https"})
  void portMaySayTheSchemeItself(String written, String scheme) {
    NodeConfig config = NodeConfigs.read("trusted_proxies none\nhttp_port 80 protocol=" + written);

    assertThat(config.httpPorts().getFirst().scheme())
        .isEqualTo(new NodeConfig.Scheme.Fixed(scheme));
    assertThat(NodeConfigs.read(config.effective()).httpPorts()).isEqualTo(config.httpPorts());
  }

  @Test
  void whatIsNoNetworkIsAFault() {
    assertThatThrownBy(
            () -> NodeConfigFile.parse("node.conf", "trusted_proxies edge.test", Map.of()))
        .hasMessageContaining("node.conf:1")
        .hasMessageContaining("'edge.test' is no network");
  }
}
