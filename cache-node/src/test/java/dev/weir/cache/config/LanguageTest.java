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

/// Comments, continuations, variables, includes, units.
final class LanguageTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          4096          | 4096
          64 KB         | 65536
          64KB          | 65536
          256 MB        | 268435456
          8GB           | 8589934592
          1.5 GB        | 1610612736
          2 GiB         | 2147483648
          100 bytes     | 100
          """)
  void readsSizes(String written, long octets) {
    assertThat(
            NodeConfigs.read("request_body_max_size " + written).exchange().requestBodyMaxBytes())
        .isEqualTo(octets);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          30            | PT30S
          30 seconds    | PT30S
          30s           | PT30S
          250ms         | PT0.25S
          1 minute      | PT1M
          2 hours       | PT2H
          1 week        | PT168H
          1 year        | PT8760H
          0.5 minutes   | PT30S
          """)
  void readsTimes(String written, Duration time) {
    assertThat(NodeConfigs.read("read_timeout " + written).exchange().readTimeout())
        .isEqualTo(time);
  }

  @Test
  void icpQueryTimeoutCountsMillisecondsAndZeroIsTheUpperBound() {
    assertThat(NodeConfigs.read("icp_query_timeout 300").icp().queryTimeout())
        .isEqualTo(Duration.ofMillis(300));
    assertThat(NodeConfigs.read("icp_query_timeout 0").icp().queryTimeout())
        .isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void commentsAndBlankLinesAreSkippedAndLinesGoOnAfterABackslash() {
    NodeConfig config =
        NodeConfigs.read(
            """
            # cache_mem ${NOT_SET}

            refresh_pattern -i \\.gif$ \\
               1440 50% 10080   # pictures
            cache_mem 1 MB # little
            """);
    assertThat(config.policy().rules())
        .singleElement()
        .satisfies(rule -> {
          assertThat(rule.pattern()).hasToString("-i \\.gif$");
          assertThat(rule.position()).isEqualTo("node.conf:3");
          assertThat(rule.max()).isEqualTo(Duration.ofDays(7));
        });
    assertThat(config.storage().cacheMemBytes()).isEqualTo(1 << 20);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ${MEM}            | 2097152
          ${MEM:-9 MB}      | 2097152
          ${NONE:-1 MB}     | 1048576
          ${EMPTY:-1 MB}    | 1048576
          ${EMPTY-1} 1 MB   | 1048576
          """)
  void variablesAreReplacedAsInCompose(String written, long octets) {
    NodeConfig config =
        NodeConfigs.read("cache_mem " + written, Map.of("MEM", "2 MB", "EMPTY", ""));
    assertThat(config.storage().cacheMemBytes()).isEqualTo(octets);
  }

  @Test
  void dollarAloneIsNoVariable() {
    assertThat(NodeConfigs.read("visible_hostname a$${b}$").visibleHostname()).isEqualTo("a${b}$");
  }

  @Test
  void includedFilesAreReadRelativeToTheirIncluder(@TempDir Path folder) throws Exception {
    Files.createDirectories(folder.resolve("parts"));
    Files.writeString(folder.resolve("node.conf"), "include parts/peers.conf\nvia off\n");
    Files.writeString(folder.resolve("parts/peers.conf"), "include more.conf\n");
    Files.writeString(folder.resolve("parts/more.conf"), "cache_peer a parent 80 0\n");

    NodeConfig config = NodeConfigFile.read(folder.resolve("node.conf"));

    assertThat(config.peers())
        .singleElement()
        .satisfies(peer ->
            assertThat(peer.position()).isEqualTo(folder.resolve("parts/more.conf") + ":1"));
    assertThat(config.exchange().via()).isFalse();
  }

  @Test
  void includingInACircleIsOneFault(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("node.conf");
    Files.writeString(file, "include node.conf\n");
    assertThatThrownBy(() -> NodeConfigFile.read(file))
        .isInstanceOf(NodeConfigException.class)
        .hasMessageEndingWith(
            "node.conf:1: include: files include each other more than 10 deep; is there a circle?");
  }

  @Test
  void unreadableFileIsAFaultToo(@TempDir Path folder) {
    assertThatThrownBy(() -> NodeConfigFile.read(folder.resolve("nowhere.conf")))
        .isInstanceOf(NodeConfigException.class)
        .hasMessageContaining("cannot be read (NoSuchFileException)");
  }

  @Test
  void lastOfTwoLinesCountsWithAWarning() {
    assertThat(NodeConfigs.read("via on\nvia off").exchange().via()).isFalse();
    assertThat(NodeConfigs.warnings("via on\nvia off"))
        .containsExactly("node.conf:2: via: given again; node.conf:1 no longer counts");
  }
}
