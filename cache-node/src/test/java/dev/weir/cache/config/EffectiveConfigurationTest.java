package dev.weir.cache.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/// What is printed as effective reads back as the same configuration and names the origin of every
/// line.
final class EffectiveConfigurationTest {
  private static final String EVERYTHING =
      """
      http_port 127.0.0.1:3128 accel defaultsite=www.example.com
      http_port [::1]:3129 no-vhost defaultsite=example.com
      icp_port 3130
      icp_access deny 10.9.0.0/16
      icp_access allow peers
      icp_access allow all
      visible_hostname node-a
      cache_peer origin parent 80 0 no-query originserver round-robin weight=2 max-conn=9 forceddomain=www.example.org
      cache_peer ::1 sibling 3128 3130 proxy-only allow-miss name=b connect-timeout=250ms
      cache_peer nodes sibling 3128 3130 dns invalidation-port=3132
      invalidation_port 127.0.0.1:3132
      sibling_secret_file pom.xml # the same
      cache_mem 64 MB
      cache_dir coss /var/weir 8GB max-size=524288 sync=never
      cache_dir coss /var/weir2 8GB sync=5
      freshness_mode squid
      reload_into_ims on
      refresh_all_ims on
      offline_mode on
      negative_ttl 10 seconds
      cache_key_ignore_query utm_* fbclid
      cache_key_sort_query on
      target_cache_control Weir-Cache-Control CDN-Cache-Control
      access_log stdio:weir.log combined
      strip_query_terms off
      admin_port 9091
      admin_token_file pom.xml # any file that is there
      refresh_pattern -i \\.gif$ 1440 50% 10080 override-expire max-stale=1h name=gifs
      refresh_pattern . 30 20% 3600 stale-while-revalidate=10 stale-if-error=1d
      """;

  @Test
  void readsBackAsTheSame() {
    NodeConfig first = NodeConfigs.read(EVERYTHING);
    NodeConfig second = NodeConfigs.read(first.effective());

    assertThat(second.httpPorts()).isEqualTo(first.httpPorts());
    assertThat(second.icp()).isEqualTo(first.icp());
    assertThat(second.invalidations()).isEqualTo(first.invalidations());
    assertThat(second.storage()).isEqualTo(first.storage());
    assertThat(second.exchange()).isEqualTo(first.exchange());
    assertThat(second.accessLog()).isEqualTo(first.accessLog());
    assertThat(second.admin()).isEqualTo(first.admin());
    assertThat(second.policy().keys()).isEqualTo(first.policy().keys());
    assertThat(second.policy().targets()).isEqualTo(first.policy().targets());
    assertThat(second.uniqueHostname()).isEqualTo("node-a");
    assertThat(withoutPositions(second)).isEqualTo(withoutPositions(first));
  }

  @Test
  void everyLineNamesItsOrigin() {
    NodeConfig config = NodeConfigs.read("cache_mem 64 MB\nrefresh_pattern . 30 20% 3600\n");
    assertThat(config.effectiveLines())
        .allMatch(line -> line.contains(" # "))
        .anyMatch(line -> line.matches("cache_mem 67108864 bytes +# node\\.conf:1"))
        .anyMatch(line -> line.matches("refresh_pattern \\. 1800s 20% 216000s +# node\\.conf:2"))
        .anyMatch(line -> line.matches("negative_ttl 0s +# default"))
        .anyMatch(line -> line.matches("personal_page_guard on +# default, freshness_mode rfc9111"))
        .anyMatch(line -> line.matches("http_port 0\\.0\\.0\\.0:3128 accel vhost +# default"));
  }

  @Test
  void namesComeFromTheMachineAndTheAddress() {
    NodeConfig config = NodeConfigs.read("http_port 80", Map.of("HOSTNAME", "cache-1"));
    assertThat(config.visibleHostname()).isEqualTo("cache-1");
    assertThat(config.uniqueHostname()).isEqualTo("cache-1:80");
    assertThat(NodeConfigs.read("http_port 127.0.0.2:80").uniqueHostname())
        .isEqualTo("127.0.0.2:80");
  }

  private static String withoutPositions(NodeConfig config) {
    return config.effective().replaceAll(" +# .*", "");
  }
}
