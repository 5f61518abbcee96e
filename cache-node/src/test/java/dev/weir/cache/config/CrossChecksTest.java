package dev.weir.cache.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Settings that contradict each other, and defaults that follow from others.
final class CrossChecksTest {

  @TempDir private Path folder;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          maximum_object_size_in_memory 8 MB       | maximum_object_size_in_memory: exceeds maximum_object_size, which limits it
          cache_mem 100 KB                         | cache_mem: is smaller than one object may be in memory; lower maximum_object_size_in_memory
          admin_token_file t                       | admin_token_file: has no effect without admin_port
          cache_peer b sibling 80 0                | cache_peer: sibling b is never asked without an ICP port
          sibling_secret_file s                    | sibling_secret_file: has no effect without invalidation_port or a sibling with invalidation-port= or owner
          cache_peer b sibling 80 3130 invalidation-port=3132 | cache_peer: invalidation-port= has no effect without sibling_secret_file
          cache_peer b sibling 80 0 owner          | cache_peer: whoever asks as an owner's sibling is believed; add sibling_secret_file
          icp_port 3130                            | icp_port: without peers nobody may ask; add icp_access or cache_peer
          """)
  void warnsOfWhatHasNoEffect(String written, String warning) {
    assertThat(NodeConfigs.warnings(written)).containsExactly("node.conf:1: " + warning);
  }

  @Test
  void icpSwitchedOffWithSiblingsIsWorthAWarning() {
    assertThat(NodeConfigs.warnings("icp_port 0\ncache_peer b sibling 80 3130"))
        .containsExactly(
            "node.conf:1: icp_port: 0 switches ICP off, so the siblings' ICP ports have no effect");
  }

  @ParameterizedTest
  @ValueSource(strings = {"owner", "dns owner"})
  void ownersNeedNoIcpPort(String options) throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "sixteen octets or more");

    assertThat(
            NodeConfigs.warnings(
                "cache_peer b sibling 80 0 " + options + "\nsibling_secret_file " + secret))
        .isEmpty();
  }

  @Test
  void secretOfOwnersMustBeThere() {
    assertThatThrownBy(() ->
            NodeConfigFile.parse(
                "node.conf",
                "cache_peer b sibling 80 0 owner\nsibling_secret_file nowhere",
                Map.of()))
        .hasMessageContaining("sibling_secret_file: cannot read");
  }

  @Test
  void icpIsOffWithoutSiblings() {
    assertThat(NodeConfigs.read("cache_peer o parent 80 0").icp().port()).isZero();
  }

  @Test
  void icpListensBesideHttpUnlessToldOtherwise() {
    String peers = "cache_peer b sibling 80 3130\n";
    assertThat(NodeConfigs.read("http_port 127.0.0.2:80\n" + peers).icp().host())
        .isEqualTo("127.0.0.2");
    assertThat(NodeConfigs.read("http_port 80\n" + peers).icp().host()).isNull();
    assertThat(NodeConfigs.read("udp_incoming_address 127.0.0.3\n" + peers).icp().host())
        .isEqualTo("127.0.0.3");
    assertThat(NodeConfigs.read("icp_port 127.0.0.4:3131\n" + peers).icp())
        .extracting(NodeConfig.Icp::host, NodeConfig.Icp::port)
        .containsExactly("127.0.0.4", 3131);
  }

  @Test
  void peersFollowConnectTimeoutUnlessTheyHaveTheirOwn() {
    NodeConfig config =
        NodeConfigs.read(
            """
            cache_peer a parent 80 0
            cache_peer b parent 80 0 connect-timeout=1
            connect_timeout 5 seconds
            """);
    assertThat(config.peers())
        .extracting(PeerSettings::connectTimeout)
        .containsExactly(Duration.ofSeconds(5), Duration.ofSeconds(1));
  }

  @Test
  void oldDefinitionOfAllIsTakenAsRead() {
    assertThat(NodeConfigs.warnings("acl all src 0.0.0.0/0.0.0.0")).isEmpty();
  }

  // Squid access lists: one network of a list is enough, and lines of one name add up.
  @Test
  void namedNetworksMayAsk() {
    NodeConfig config =
        NodeConfigs.read(
            """
            acl cluster src 10.0.0.0/255.255.0.0 10.9.0.1
            acl cluster src 10.10.0.0/16
            icp_access allow cluster
            icp_access deny all
            """);
    assertThat(config.icp().access())
        .extracting(rule -> (rule.allow() ? "allow " : "deny ") + rule.network())
        .containsExactly(
            "allow 10.0.0.0/16", "allow 10.9.0.1/32", "allow 10.10.0.0/16", "deny null");
  }
}
