package dev.weir.cache.peer.icp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cache.config.NodeConfig;
import dev.weir.http.forwarding.Cidr;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IcpSettingsTest {

  // Squid access lists: the first match counts; without one, the opposite of the last rule.
  @ParameterizedTest(name = "[{0}] {1}: {2}")
  @CsvSource(
      textBlock =
          """
          ''                                   , 10.0.0.1 , true
          allow peers                          , 10.0.0.1 , true
          deny peers                           , 10.0.0.1 , false
          allow all                            , 10.0.0.1 , true
          deny all                             , 10.0.0.1 , false
          allow 10.0.0.0/8; deny peers         , 10.0.0.1 , true
          allow 10.0.0.0/8; deny peers         , 11.0.0.1 , false
          deny 10.0.0.1; allow peers           , 10.0.0.1 , false
          deny 10.0.0.1; allow peers           , 10.0.0.2 , true
          allow 10.0.0.1                       , 10.0.0.2 , false
          deny 10.0.0.1                        , 10.0.0.2 , true
          """)
  void accessRulesAreReadInOrder(String rules, String source, boolean allowed) {
    assertThat(IcpSettings.allows(parse(rules), InetAddress.ofLiteral(source))).isEqualTo(allowed);
  }

  @Test
  void configurationIsTakenOver() {
    IcpSettings settings =
        IcpSettings.of(
            new NodeConfig.Icp(
                "127.0.0.2",
                3130,
                parse("deny peers"),
                Duration.ofMillis(700),
                Duration.ofSeconds(9),
                false));
    assertThat(settings.address().getAddress().getHostAddress()).isEqualTo("127.0.0.2");
    assertThat(settings.address().getPort()).isEqualTo(3130);
    assertThat(settings.queryTimeout()).isEqualTo(Duration.ofMillis(700));
    assertThat(settings.deadPeerTimeout()).isEqualTo(Duration.ofSeconds(9));
    assertThat(settings.access().test(InetAddress.ofLiteral("10.0.0.1"))).isFalse();
  }

  @Test
  void withoutHostAllAddressesAreBound() {
    IcpSettings settings =
        IcpSettings.of(
            new NodeConfig.Icp(
                null, 3130, List.of(), Duration.ZERO, Duration.ofSeconds(10), false));
    assertThat(settings.address().getAddress().isAnyLocalAddress()).isTrue();
    // Squid: icp_query_timeout 0 means "adapt", up to two seconds.
    assertThat(settings.queryTimeout()).isEqualTo(Duration.ofSeconds(2));
  }

  private static List<NodeConfig.IcpAccess> parse(String rules) {
    List<NodeConfig.IcpAccess> parsed = new ArrayList<>();
    for (String rule : rules.split(";", -1)) {
      if (!rule.isBlank()) {
        String[] words = rule.strip().split(" ", -1);
        parsed.add(new NodeConfig.IcpAccess(words[0].equals("allow"), asker(words[1])));
      }
    }
    return parsed;
  }

  private static NodeConfig.Asker asker(String word) {
    return switch (word) {
      case "peers" -> new NodeConfig.Asker.Peers();
      case "all" -> new NodeConfig.Asker.Everybody();
      default -> new NodeConfig.Asker.Network(Cidr.parse(word));
    };
  }
}
