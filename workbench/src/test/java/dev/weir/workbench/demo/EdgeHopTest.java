package dev.weir.workbench.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.edge.EdgeSettings;
import dev.weir.runtime.settings.SettingsFile;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EdgeHopTest {

  private static final String SETTINGS =
      """
      listen: [ { address: "127.0.0.1:0" } ]
      upstreams:
        nodes: { servers: [ "127.0.0.1:1" ] }
        kept: { servers: [ "127.0.0.1:1" ], keepAlive: on }
      routes:
        - { path: /pages/, upstream: nodes }
        - { path: /pages/kept/, upstream: kept }
        - { path: /files/, files: { root: . } }
        - { path: /, host: other.test, upstream: kept }
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /pages/1      | forwarded to the next node in turn, upstream keep-alive off
          /pages/kept/1 | forwarded to the next node in turn, upstream keep-alive on
          /files/1      | serves it from a folder
          /elsewhere    | has no route for it
          """)
  void isToldAsTheSettingsHaveIt(String path, String words) throws Exception {
    EdgeSettings settings =
        new SettingsFile("edge.yaml", SETTINGS, Map.of()).as(EdgeSettings.class);

    assertThat(EdgeHop.of(settings, path)).isEqualTo(words);
  }
}
