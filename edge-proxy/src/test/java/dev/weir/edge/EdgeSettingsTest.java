package dev.weir.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weir.edge.balance.HostHeader;
import dev.weir.edge.balance.UpstreamSettings;
import dev.weir.runtime.settings.SettingsException;
import dev.weir.runtime.settings.SettingsFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EdgeSettingsTest {

  /// Line 2 is replaced by the tables below.
  private static final String VALID =
      """
      listen: [ { address: 127.0.0.1:0 } ]
      name: edge-1
      trustedProxies: [ 10.0.0.0/8, "::1" ]
      upstreams:
        nodes: { servers: [ "127.0.0.1:3128", "nodes.test:3128", "unix:/run/app.sock" ] }
      routes:
        - { path: /, upstream: nodes }
        - { path: /x, upstream: nodes, host: "*.example.org" }
      """;

  @Test
  void whatIsNotWrittenHasADocumentedDefault() throws Exception {
    EdgeSettings settings =
        EdgeUnderTest.settings(
            """
            listen: [ { address: 0.0.0.0:8080 } ]
            upstreams: { nodes: { servers: [ "127.0.0.1:3128" ] } }
            routes: [ { path: /, upstream: nodes } ]
            """);
    assertThat(settings.name()).isEqualTo("weir-edge");
    assertThat(settings.clientKeepAlive()).isTrue();
    assertThat(settings.admin().address()).hasToString("127.0.0.1:9090");
    assertThat(settings.trustedProxies()).isEmpty();
    assertThat(settings.accessLog().path()).isEqualTo("-");
    assertThat(settings.errorLog().path()).isEqualTo("-");
    assertThat(settings.errorLog().linesPerSecond()).isEqualTo(20);
    UpstreamSettings nodes = settings.upstreams().values().iterator().next();
    assertThat(nodes.keepAlive()).isFalse();
    assertThat(nodes.connectTimeout()).isEqualTo(Duration.ofMillis(250));
    assertThat(nodes.responseTimeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(nodes.idleTimeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(nodes.maxFails()).isEqualTo(1);
    assertThat(nodes.failTimeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(nodes.maxAttempts()).isEqualTo(3);
    assertThat(nodes.maxInFlight()).isZero();
    assertThat(nodes.host()).isEqualTo(HostHeader.PRESERVE);
    assertThat(nodes.responseBuffer()).hasToString("256KiB");
  }

  @Test
  void exampleIsRead() throws Exception {
    EdgeSettings settings = EdgeUnderTest.settings(VALID);
    assertThat(settings.name()).isEqualTo("edge-1");
    assertThat(settings.routes()).hasSize(2);
    assertThat(settings.trustedProxies()).hasSize(2);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          unknown upstream         | - { path: /, upstream: nodes }   | - { path: /, upstream: nods }            | :7:26: routes.0.upstream: names no group: nods; upstreams has nodes
          duplicate route          | host: "*.example.org"            | host: "*.example.org" }\\n  - { path: /, upstream: nodes | :9:13: routes.2.path: is taken
          neither files nor group  | - { path: /, upstream: nodes }   | - { path: / }                            | :7:5: routes.0: a route has either upstream or files
          both files and group     | - { path: /, upstream: nodes }   | - { path: /, upstream: nodes, files: { root: . } } | :7:5: routes.0: a route has either upstream or files
          missing root folder      | - { path: /, upstream: nodes }   | - { path: /, files: { root: /no/such/folder } } | :7:31: routes.0.files.root: is no folder
          path without slash       | path: /x                         | path: x                                  | :8:13: routes.1.path: must begin with /
          path with dot segments   | path: /x                         | path: /a/../b                            | :8:13: routes.1.path: must be a plain prefix
          path with a pattern      | path: /x                         | path: "/*.php"                           | :8:13: routes.1.path: must be a plain prefix
          path with a query        | path: /x                         | path: "/x?y"                             | :8:13: routes.1.path: must be a plain prefix
          bad host                 | "*.example.org"                  | "http://x"                               | :8:40: routes.1.host:
          empty servers            | [ "127.0.0.1:3128", "nodes.test:3128", "unix:/run/app.sock" ] | []          | :5:21: upstreams.nodes.servers: must not be empty
          server without port      | "nodes.test:3128"                | "nodes.test"                             | :5:41: upstreams.nodes.servers.1:
          server listed twice      | "nodes.test:3128"                | "127.0.0.1:3128"                         | :5:21: upstreams.nodes.servers: lists 127.0.0.1:3128 twice
          bad CIDR                 | 10.0.0.0/8                       | 10.0.0.0/33                              | :3:19: trustedProxies.0:
          a name is no CIDR        | 10.0.0.0/8                       | proxy.test                               | :3:19: trustedProxies.0:
          no routes                | routes:                          | routes: []\\nx:                          | x: unknown key
          empty listen             | [ { address: 127.0.0.1:0 } ]     | []                                       | :1:9: listen: must hold at least one address
          misspelt key             | upstreams:                       | upstream:                                | did you mean upstreams
          misspelt group key       | { servers:                       | { server:                                | did you mean servers
          unknown key              | name: edge-1                     | nome: edge-1                             | unknown key; did you mean name
          zero timeout             | "unix:/run/app.sock" ]           | "unix:/run/app.sock" ], connectTimeout: 0s | upstreams.nodes.connectTimeout: must be at least 1ms
          unit missing             | "unix:/run/app.sock" ]           | "unix:/run/app.sock" ], connectTimeout: 250 | upstreams.nodes.connectTimeout:
          negative limit           | "unix:/run/app.sock" ]           | "unix:/run/app.sock" ], maxInFlight: -1  | upstreams.nodes.maxInFlight: must not be negative
          unknown balance          | "unix:/run/app.sock" ]           | "unix:/run/app.sock" ], balance: random  | upstreams.nodes.balance:
          unsound name             | name: edge-1                     | name: "edge 1"                           | :2:7: name: must be letters
          unsound group name       | nodes: { servers                 | "a b": { servers                         | a b
          no folder for a log      | name: edge-1                     | accessLog: { path: /no/such/a.log }      | :2:20: accessLog.path: cannot be written: there is no directory /no/such; create it
          error log is a folder    | name: edge-1                     | errorLog: { path: / }                    | :2:19: errorLog.path: cannot be written: / is a directory; name a file in it
          no error log path        | name: edge-1                     | errorLog: { path: "" }                   | errorLog.path: must be a file
          """)
  void faultIsSaidInOneLineWithItsPlace(String fault, String from, String to, String expected) {
    assertThat(VALID).as(fault).contains(from);
    String broken = VALID.replace(from, to.replace("\\n", "\n"));
    SettingsException refused =
        catchThrowableOfType(SettingsException.class, () -> EdgeUnderTest.settings(broken));
    assertThat(refused).as(fault).isNotNull();
    assertThat(refused.getMessage()).as(fault).contains(expected);
    assertThat(refused.faults()).as(fault).allMatch(line -> !line.toString().contains("\n"));
    assertThat(refused.file()).isEqualTo("edge.yaml");
  }

  @Test
  void effectiveSettingsReadBackToTheSame() throws Exception {
    SettingsFile file = new SettingsFile("edge.yaml", VALID, Map.of());
    EdgeSettings settings = file.as(EdgeSettings.class);
    assertThat(EdgeUnderTest.settings(file.effective(settings))).isEqualTo(settings);
  }

  @Test
  void environmentOverridesTheFile() throws Exception {
    SettingsFile file =
        new SettingsFile(
            "edge.yaml",
            VALID,
            Map.of(
                "WEIR_EDGE_NAME", "edge-2",
                "WEIR_EDGE_UPSTREAMS_NODES_KEEP_ALIVE", "on",
                "WEIR_EDGE_LISTEN_0_ADDRESS", "127.0.0.1:8081"));
    EdgeSettings settings = file.as(EdgeSettings.class, "WEIR_EDGE");
    assertThat(settings.name()).isEqualTo("edge-2");
    assertThat(settings.listen().getFirst().address()).hasToString("127.0.0.1:8081");
    assertThat(settings.upstreams().values().iterator().next().keepAlive()).isTrue();
  }

  @Test
  void folderThatExistsIsAccepted(@TempDir Path folder) throws Exception {
    EdgeSettings settings =
        EdgeUnderTest.settings(
            """
            listen: [ { address: 127.0.0.1:0 } ]
            routes: [ { path: /static/, files: { root: "%s", cacheControl: max-age=60 } } ]
            """
                .formatted(folder));
    assertThat(settings.routes().getFirst().files()).isNotNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          '"local:node.conf", "127.0.0.1:3128"' |                     | give it a group of its own
          '"local:node.conf"'                   | keepAlive: on       | keep only maxInFlight and host
          '"local:node.conf"'                   | responseTimeout: 9s | keep only maxInFlight and host
          '"local:"'                            |                     | not followed by
          """)
  void nodeInTheSameProcessStandsAlone(String servers, String more, String hint) {
    String group = "{ servers: [ " + servers + " ]" + (more == null ? "" : ", " + more) + " }";

    SettingsException refused =
        catchThrowableOfType(
            SettingsException.class,
            () ->
                EdgeUnderTest.settings(
                    """
                    listen: [ { address: 0.0.0.0:8080 } ]
                    upstreams: { nodes: %s }
                    routes: [ { path: /, upstream: nodes } ]
                    """
                        .formatted(group)));

    assertThat(refused).hasMessageContaining(hint);
  }
}
