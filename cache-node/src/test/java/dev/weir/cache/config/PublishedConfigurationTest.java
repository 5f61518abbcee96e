package dev.weir.cache.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cache.decide.CachePolicy;
import dev.weir.cache.decide.RefreshRule;
import dev.weir.cache.entry.FreshnessMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The configuration published for a pair of Squids reads as it stands, slips included.
final class PublishedConfigurationTest {
  private static final String PUBLISHED =
      """
      http_port 80
      cache_peer 192.168.0.100 parent 80 no-query originserver
      cache_peer 192.168.0.151 sibling 80 3130
      http_access allow all
      cache_dir coss /var/squid/coss 8000 block-size=512 max-size=524288
      refresh_pattern . 30 20% 3600
      client_persistent_connections off
      server_persistent_connections off
      icp_query_timeout 2000
      """;

  private final NodeConfig config = read(PUBLISHED);

  private static NodeConfig read(String text) {
    try {
      return NodeConfigFile.parse("node.conf", text, Map.of());
    } catch (NodeConfigException e) {
      throw new AssertionError(e.getMessage(), e);
    }
  }

  @Test
  void portsArePortsOfAReverseProxy() {
    assertThat(config.httpPorts()).containsExactly(new NodeConfig.HttpPort(null, 80, null, true));
  }

  @Test
  void missingIcpPortOfTheOriginCountsAsZero() {
    PeerSettings origin = config.peers().getFirst();
    assertThat(origin.kind()).isEqualTo(PeerSettings.Kind.PARENT);
    assertThat(origin.httpPort()).isEqualTo(80);
    assertThat(origin.icpPort()).isZero();
    assertThat(origin.options())
        .containsExactlyInAnyOrder(PeerSettings.Option.NO_QUERY, PeerSettings.Option.ORIGINSERVER);
  }

  @Test
  void icpIsOnBecauseASiblingHasAnIcpPortAndOnlyPeersMayAsk() {
    assertThat(config.peers().get(1).icpPort()).isEqualTo(3130);
    assertThat(config.icp().port()).isEqualTo(3130);
    assertThat(config.icp().access())
        .containsExactly(new NodeConfig.IcpAccess(true, new NodeConfig.Asker.Peers()));
    assertThat(config.icp().queryTimeout()).isEqualTo(Duration.ofSeconds(2));
    assertThat(config.icp().deadPeerTimeout()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void numbersOfTheRuleAreMinutes() {
    RefreshRule rule = config.policy().rules().getFirst();
    assertThat(config.policy().rules()).hasSize(1);
    assertThat(rule.min()).isEqualTo(Duration.ofMinutes(30));
    assertThat(rule.percent()).isEqualTo(0.2);
    assertThat(rule.max()).isEqualTo(Duration.ofHours(60));
    assertThat(rule.name()).isEqualTo("line 6");
    assertThat(rule.position()).isEqualTo("node.conf:6");
    assertThat(rule.pattern().matches("http://a/")).isTrue();
  }

  @Test
  void cacheDirIsUsedAndSyncedEveryHalfMinute() {
    assertThat(config.storage().directories())
        .containsExactly(
            new NodeConfig.CacheDir(
                "coss",
                Path.of("/var/squid/coss"),
                8000L * 1024 * 1024,
                524_288,
                Duration.ofSeconds(30)));
  }

  @Test
  void defaultsAreSquids() {
    assertThat(config.storage().cacheMemBytes()).isEqualTo(256L << 20);
    assertThat(config.storage().maximumObjectSizeBytes()).isEqualTo(4L << 20);
    assertThat(config.storage().maximumObjectSizeInMemoryBytes()).isEqualTo(512L << 10);
    assertThat(config.policy().minimumExpiryTime()).isEqualTo(Duration.ofMinutes(1));
    assertThat(config.policy().negativeTtl()).isZero();
    assertThat(config.policy().maxStale()).isEqualTo(Duration.ofDays(7));
    assertThat(config.peers().getFirst().connectTimeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(config.peers().getFirst().connectFailLimit()).isEqualTo(10);
    assertThat(config.exchange().readTimeout()).isEqualTo(Duration.ofMinutes(15));
    assertThat(config.exchange().requestHeaderMaxBytes()).isEqualTo(65_536);
    assertThat(config.exchange().replyHeaderMaxBytes()).isEqualTo(65_536);
    assertThat(config.exchange().via()).isTrue();
    assertThat(config.accessLog().stripQueryTerms()).isTrue();
    assertThat(config.exchange().clientPersistentConnections()).isFalse();
    assertThat(config.exchange().serverPersistentConnections()).isFalse();
  }

  @Test
  void ownDefaultIsRfc9111WithTheGuardOn() {
    assertThat(config.policy().mode()).isEqualTo(FreshnessMode.RFC9111);
    assertThat(config.policy().options()).containsExactly(CachePolicy.Option.PERSONAL_PAGE_GUARD);
    assertThat(config.exchange().collapsedForwarding()).isTrue();
  }

  @Test
  void squidModeTurnsOurOwnSafetyOff() {
    NodeConfig squid = read("freshness_mode squid\n" + PUBLISHED);
    assertThat(squid.policy().options()).isEmpty();
    assertThat(squid.exchange().collapsedForwarding()).isFalse();
    assertThat(read("freshness_mode squid\npersonal_page_guard on\n").policy().options())
        .containsExactly(CachePolicy.Option.PERSONAL_PAGE_GUARD);
  }

  @Test
  void warnsOfExactlyWhatMayNotMeanWhatWasMeant() {
    assertThat(config.warnings())
        .extracting(NodeConfig.Warning::toString)
        .containsExactlyInAnyOrder(
            "node.conf:4: http_access: allow all does not open the admin pages here; they have a"
                + " listener of their own, admin_port",
            "node.conf:2: cache_peer: the ICP port is missing and taken as 0; write '192.168.0.100"
                + " parent 80 0 no-query …'",
            "node.conf:5: cache_dir: block-size is about Squid's layout on disk and has no effect;"
                + " remove it");
  }

  @Test
  void orderOfTheLinesDoesNotMatter() {
    String reversed = String.join("\n", PUBLISHED.lines().toList().reversed());
    NodeConfig other = read(reversed);
    assertThat(other.icp()).isEqualTo(config.icp());
    assertThat(other.storage()).isEqualTo(config.storage());
    assertThat(other.exchange()).isEqualTo(config.exchange());
  }
}
