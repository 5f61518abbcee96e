package dev.weir.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.workbench.Weir;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/// Every kind of broken configuration is exit code 3 and, for each fault, one line of
/// `file:line[:column]: what; what to do` from `weir check`.
class BrokenConfigurationIT {

  private static final int INVALID = 3;

  /// Lines 1 to 8; the table replaces a part.
  private static final String EDGE =
      """
      listen:
        - address: 127.0.0.1:0
      upstreams:
        nodes: { servers: [ "127.0.0.1:3128" ] }
      routes:
        - { path: /, upstream: nodes }
      accessLog: { path: none }
      errorLog: { path: none }
      """;

  /// Lines 1 and 2; the table adds line 3.
  private static final String NODE =
      """
      http_port 127.0.0.1:3128
      cache_peer 127.0.0.1 parent 8081 0 no-query originserver
      """;

  /// Line 1; the table adds line 2.
  private static final String APP = "memcached: { source: none }\n";

  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init") // the folder is made by JUnit
  BrokenConfigurationIT() {}

  /// What `weir` said and how it ended.
  private record Run(int exit, List<String> errors) {}

  private static Run weir(String... arguments) {
    StringWriter errors = new StringWriter();
    CommandLine command =
        Weir.commandLine()
            .setOut(new PrintWriter(new StringWriter()))
            .setErr(new PrintWriter(errors, true));
    int exit = command.execute(arguments);
    return new Run(exit, errors.toString().lines().toList());
  }

  private Path file(String name, String text) throws Exception {
    return Files.writeString(folder.resolve(name), text);
  }

  private void assertFaults(Run run, Path file, String... expected) {
    assertThat(run.errors())
        .containsExactly(Stream.of(expected).map(line -> file + ":" + line).toArray(String[]::new))
        .allMatch(line -> line.matches(".+:\\d+(:\\d+)?: .+; .+"));
    assertThat(run.exit()).isEqualTo(INVALID);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          unknown key              | errorLog:          | errorLogg:         | 8:1: errorLogg: unknown key; did you mean errorLog? (taken for an edge's YAML file; --as says otherwise)
          swapped letters          | path: none }\\nerr  | ptah: none }\\nerr  | 7:14: accessLog.ptah: unknown key; did you mean path?
          key in the wrong place   | { path: /,         | { keepAlive: on, path: /, | 6:7: routes.0.keepAlive: unknown key; it belongs to upstreams.*, check the indentation
          wrong type               | servers: [ "127.0.0.1:3128" ] | servers: 7 | 4:21: upstreams.nodes.servers: expected a list, found "7"; write [ … ] or - lines
          text for keys            | upstream: nodes }  | upstream: nodes, files: 7 } | 6:40: routes.0.files: expected the keys root, cacheControl, index, cacheSize, cacheFileLimit, cacheFiles, found "7"; write key: value
          unset variable           | address: 127.0.0.1:0 | address: 127.0.0.1:${WEIR_TEST_NOT_SET} | 2:14: listen.0.address: the variable WEIR_TEST_NOT_SET is not set; set it, or give a default: ${WEIR_TEST_NOT_SET:-…}
          malformed variable       | address: 127.0.0.1:0 | address: "${not a name}" | 2:14: listen.0.address: a variable is written ${NAME} or ${NAME:-default}; write $$ for a dollar
          duplicate key            | errorLog:          | routes: []\\nerrorLog: | 8:1: routes: written twice, first in line 5; keep one
          bad duration             | { servers          | { connectTimeout: 250, servers | 4:28: upstreams.nodes.connectTimeout: "250": not a duration; write a number with its unit: 250ms, 30s, 5m, 1h or 2d
          negative duration        | { servers          | { connectTimeout: -1s, servers | 4:28: upstreams.nodes.connectTimeout: "-1s": not a duration; write a number with its unit: 250ms, 30s, 5m, 1h or 2d
          no time at all           | { servers          | { idleTimeout: 0s, servers | 4:25: upstreams.nodes.idleTimeout: must be at least 1ms; found "0s"
          bad size                 | { servers          | { responseBuffer: big, servers | 4:28: upstreams.nodes.responseBuffer: "big": not a size; write it like 512, 64KiB or 8MB
          bad port                 | 127.0.0.1:0        | 127.0.0.1:70000    | 2:14: listen.0.address: "127.0.0.1:70000" is not accepted; a port lies between 0 and 65535
          bad port of a server     | "127.0.0.1:3128"   | "127.0.0.1:x"      | 4:23: upstreams.nodes.servers.0: "127.0.0.1:x" is not accepted; not a port number: x
          unknown upstream         | upstream: nodes    | upstream: nods     | 6:26: routes.0.upstream: names no group: nods; upstreams has nodes
          neither files nor group  | , upstream: nodes   |                    | 6:5: routes.0: a route has either upstream or files; write one of them
          missing folder           | upstream: nodes    | files: { root: /no/such } | 6:31: routes.0.files.root: is no folder: /no/such; create it or correct the path
          missing certificate      | 127.0.0.1:0        | 127.0.0.1:0\\n    tls: { certificate: /no/such.pem, key: / } | 3:25: listen.0.tls.certificate: is no file that can be read: /no/such.pem; create it or correct the path
          TLS without a key        | 127.0.0.1:0        | 127.0.0.1:0\\n    tls: { certificate: /etc/hosts } | 3:10: listen.0.tls.key: required, but not given; add key: …
          missing log directory    | { path: none }\\nerr | { path: /no/such/a.log }\\nerr | 7:20: accessLog.path: cannot be written: there is no directory /no/such; create it, or name another file
          negative number          | { servers          | { maxInFlight: -1, servers | 4:25: upstreams.nodes.maxInFlight: must not be negative; 0 means no limit
          no number                | { servers          | { maxFails: many, servers | 4:22: upstreams.nodes.maxFails: "many": not a whole number; write digits only, like 8080
          neither on nor off       | { servers          | { keepAlive: maybe, servers | 4:23: upstreams.nodes.keepAlive: "maybe": neither on nor off; write one of them
          unknown value            | { servers          | { balance: round-rubin, servers | 4:21: upstreams.nodes.balance: "round-rubin": unknown value; did you mean round-robin?
          bad address block        | errorLog:          | trustedProxies: [ 10.0.0.0/33 ]\\nerrorLog: | 8:19: trustedProxies.0: "10.0.0.0/33" is not accepted; prefix length out of range 0 to 32: 33
          missing key              | listen:\\n  - address: 127.0.0.1:0\\n | | 1:1: listen: required, but not given; add listen with a list
          nothing to listen on     | listen:\\n  - address: 127.0.0.1:0 | listen: [] | 1:9: listen: must hold at least one address; write - address: 0.0.0.0:8080
          a tab                    | \\n  nodes:        | \\n\\tnodes:        | 4:1: not valid YAML: found character '\\t(TAB)' that cannot start any token; indent with spaces, not with tabs
          an open bracket          | "127.0.0.1:3128" ] | "127.0.0.1:3128"   | 4:40: not valid YAML: expected ',' or ']', but got }; a bracket or brace is not closed, or a comma is missing
          an open quote            | "127.0.0.1:3128"   | "127.0.0.1:3128    | 9:1: not valid YAML: found unexpected end of stream; a quote is not closed
          a second document        | errorLog:          | ---\\nerrorLog:      | 9:1: a second document; a file holds one
          """)
  void ofAnEdge(String kind, String from, String to, String expected) throws Exception {
    String old = unescaped(from);
    assertThat(EDGE).as(kind).contains(old);
    Path file = file("broken.yaml", EDGE.replace(old, to == null ? "" : unescaped(to)));

    assertFaults(weir("check", file.toString()), file, expected.replace("\\\\t", "\\t"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          unknown directive        | colapsed_forwarding on                  | colapsed_forwarding: is no directive; did you mean collapsed_forwarding? (taken for a cache node's file in squid.conf's dialect; --as says otherwise)
          swapped letters          | vai on                                  | vai: is no directive; did you mean via? (taken for a cache node's file in squid.conf's dialect; --as says otherwise)
          refused directive        | https_port 443                          | https_port: is not supported: the edge speaks TLS to clients; use http_port; remove the line
          missing word             | cache_mem                               | cache_mem: lacks a size; add what is missing
          one word too many        | via on off                              | via: 'off' is one word too many; remove it
          neither on nor off       | via perhaps                             | via: 'perhaps' is neither; write on or off
          bad size                 | cache_mem lots                          | cache_mem: 'lots' is no size; write for example 64 KB, 256 MB or 8GB
          bad time                 | read_timeout soon                       | read_timeout: 'soon' is no time; write for example 250ms, 30s, 5 minutes or 1h
          negative time            | read_timeout -5                         | read_timeout: '-5' is no time; write for example 250ms, 30s, 5 minutes or 1h
          bad port                 | http_port 99999                         | http_port: '99999' is not a port; write a number from 0 to 65535
          port taken twice         | admin_port 3128                         | admin_port: is the port of http_port too; choose another
          bad regular expression   | refresh_pattern ( 0 20% 60              | refresh_pattern: regular expression '(' cannot be used: missing closing ); write it in RE2 syntax (no backreferences, no look-around, \\b for word ends)
          refresh_pattern fields   | refresh_pattern . 30                    | refresh_pattern: lacks percent and max; add what is missing
          percent out of range     | refresh_pattern . 0 9999999% 60         | refresh_pattern: '9999999%' is no percentage; write for example 20%
          percent without its sign | refresh_pattern . 0 20 60               | refresh_pattern: '20' is no percentage; write for example 20%
          wrong kind of peer       | cache_peer b friend 80 0                | cache_peer: 'friend' is no type; write parent or sibling
          bad ICP port             | cache_peer b sibling 80 99999           | cache_peer: '99999' is not an ICP port; write a number from 0 to 65535
          bad host of a peer       | cache_peer http://b parent 80 0         | cache_peer: 'http://b' is no host; write a name or an address, without scheme and port
          misspelt option          | cache_peer b sibling 80 3130 proxy-onyl | cache_peer: option 'proxy-onyl' is unknown; did you mean proxy-only?
          refused option           | cache_peer b parent 80 0 htcp           | cache_peer: option 'htcp' is not supported: HTCP is not spoken; give an ICP port instead
          unset variable           | cache_mem ${WEIR_TEST_NOT_SET}          | variable WEIR_TEST_NOT_SET is not set; set it, or write ${WEIR_TEST_NOT_SET:-default}
          malformed variable       | cache_mem ${}                           | '${' does not begin a variable; write ${NAME} or ${NAME:-default}, or $${ for the characters
          missing include          | include nowhere.conf                    | include: cannot read 'nowhere.conf' (NoSuchFileException); give a path relative to this file
          missing log directory    | access_log /no/such/access.log          | access_log: '/no/such/access.log' cannot be written: there is no directory /no/such; create it, or name another file
          head out of range        | request_header_max_size 8 MB            | request_header_max_size: is more than the head of a request may have; write at most 1 MB
          foreign store            | cache_dir ufs /var/spool 100 16 256     | cache_dir: store 'ufs' is not supported; write coss
          """)
  void ofANode(String kind, String line, String expected) throws Exception {
    Path file = file("broken.conf", NODE + line + "\n");

    assertFaults(weir("check", file.toString()), file, "3: " + expected);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          no token file            | admin_port 9\\nadmin_token_file none.txt     | 5: admin_token_file: cannot read '%snone.txt'; create it or correct the path
          empty token file         | admin_port 9\\nadmin_token_file empty.txt    | 5: admin_token_file: '%sempty.txt' is empty; write a long random word into it
          no secret                | invalidation_port 9\\nsibling_secret_file no | 5: sibling_secret_file: cannot read '%sno'; create it or correct the path
          short secret             | invalidation_port 9\\nsibling_secret_file short.txt | 5: sibling_secret_file: '%sshort.txt' is too short; write at least 16 octets into it
          port of HTTP             | sibling_secret_file good.txt\\ninvalidation_port 3128 | 5: invalidation_port: is the port of http_port too; choose another
          port of the admin pages  | admin_port 0.0.0.0:9\\nsibling_secret_file good.txt\\ninvalidation_port 9 | 6: invalidation_port: is the port of admin_port too; choose another
          """)
  void ofANodesFilesAndPorts(String kind, String lines, String expected) throws Exception {
    file("empty.txt", "");
    file("short.txt", "fifteen octets.\n");
    file("good.txt", "sixteen octets..\n");
    Path file = file("broken.conf", NODE + "via on\n" + unescaped(lines) + "\n");

    assertFaults(weir("check", file.toString()), file, expected.formatted(folder + "/"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          unknown key              | worker: 5                          | 2:1: worker: unknown key; did you mean workers? (taken for a sample application's YAML file; --as says otherwise)
          out of range             | workers: 0                         | 2:10: workers: must lie between 1 and 10000; found "0"
          no JDBC URL              | database: { url: "postgres://db" } | 2:18: database.url: must be a JDBC URL, like jdbc:h2:file:./var/gallery; found "postgres://db"
          no JDBC driver           | database: { url: "jdbc:db2://x" }  | 2:18: database.url: is of no database whose driver is on the class path; name the driver's jar in WEIR_CLASSPATH, or use jdbc:h2:file:./var/gallery
          a secret is not shown    | sessionKey: hush                   | 2:13: sessionKey: must have at least 16 characters; choose another
          unset variable           | workers: ${WEIR_TEST_NOT_SET}      | 2:10: workers: the variable WEIR_TEST_NOT_SET is not set; set it, or give a default: ${WEIR_TEST_NOT_SET:-…}
          """)
  void ofAnApplication(String kind, String line, String expected) throws Exception {
    Path file = file("broken.yaml", APP + line + "\n");

    assertFaults(weir("check", file.toString()), file, expected);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          empty                    | x.yaml | ''                      | 1: empty file; write settings, or name the tier with --as
          nothing but comments     | x.conf | # nothing\\n\\n         | 1: empty file; write settings, or name the tier with --as
          nobody's words           | x.yaml | colour: red             | 1: no known key or directive tells which tier this is for; name it with --as edge, --as node or --as app
          binary                   | x.conf | http_port 1\\n\\0\\0    | 2: a control character (0x00), so this is no configuration; check the path
          """)
  void ofNoTierAtAll(String kind, String name, String text, String expected) throws Exception {
    Path file = file(name, unescaped(text));

    assertFaults(weir("check", file.toString()), file, expected);
  }

  @Test
  void aMissingFileADirectoryAndForeignOctetsAreFaultsToo() throws Exception {
    Path missing = folder.resolve("none.yaml");
    Path latin =
        Files.write(folder.resolve("l1.conf"), "# ä".getBytes(StandardCharsets.ISO_8859_1));

    assertFaults(weir("check", missing.toString()), missing, "1: no such file; check the path");
    assertFaults(weir("check", folder.toString()), folder, "1: a directory; name a file in it");
    assertFaults(
        weir("check", latin.toString()), latin, "1: not UTF-8 text; save the file as UTF-8");
  }

  @Test
  void everyFaultOfAFileIsALine() throws Exception {
    Path edge =
        file("edge.yaml", EDGE.replace("127.0.0.1:0", "here").replace("path: /,", "path: x,"));
    Path node = file("node.conf", NODE + "via perhaps\ncache_mem lots\n");

    assertFaults(
        weir("check", edge.toString()),
        edge,
        "2:14: listen.0.address: \"here\": not an address; write it like 8080, 127.0.0.1:8080,"
            + " [::1]:8080 or unix:/run/weir.sock",
        "6:13: routes.0.path: must begin with /; found \"x\"");
    assertFaults(
        weir("check", node.toString()),
        node,
        "3: via: 'perhaps' is neither; write on or off",
        "4: cache_mem: 'lots' is no size; write for example 64 KB, 256 MB or 8GB");
  }

  @Test
  void aMisspeltKeyDoesNotMakeAnEdgeAnApplication() throws Exception {
    Path file = file("x.yaml", EDGE.replace("routes:", "route:"));

    assertFaults(
        weir("check", file.toString()),
        file,
        "5:1: route: unknown key; did you mean routes? (taken for an edge's YAML file; --as says"
            + " otherwise)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          node | EDGE | 1: this looks like an edge's YAML file, not like a cache node's file in squid.conf's dialect; run weir edge --config %s
          edge | NODE | 1: this looks like a cache node's file in squid.conf's dialect, not like an edge's YAML file; run weir node --config %s
          app  | EDGE | 1: this looks like an edge's YAML file, not like a sample application's YAML file; run weir edge --config %s
          """)
  void aFileOfAnotherTierIsOneFault(String tier, String text, String expected) throws Exception {
    Path file = file("x.txt", text.equals("EDGE") ? EDGE : NODE);

    assertFaults(
        weir(tier, "--config", file.toString()), file, expected.formatted(file.toString()));
    assertFaults(
        weir("check", "--as", tier, file.toString()), file, expected.formatted(file.toString()));
  }

  private static String unescaped(String text) {
    return text.replace("\\n", "\n").replace("\\t", "\t").replace("\\0", "\0");
  }
}
