package dev.weir.runtime.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsFaultsTest {

  private static SettingsException refused(String text) {
    SettingsFile file = new SettingsFile("edge.yaml", text, Map.of());
    return catchThrowableOfType(SettingsException.class, () -> file.as(SampleSettings.class));
  }

  /// `|` in the first column is a line end, `>` a tab.
  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '#',
      textBlock =
          """
          listen: []|limit: {}                        # edge.yaml:2:1: limit: unknown key; did you mean limits?
          listen: [ { adress: 80 } ]                  # edge.yaml:1:13: listen.0.adress: unknown key; did you mean address?
          listen:|- address: 80|  idle-timeout: 1s    # edge.yaml:3:3: listen.0.idle-timeout: unknown key; did you mean idleTimeout?
          listen: []|zzzzzzzz: 1                      # edge.yaml:2:1: zzzzzzzz: unknown key; known are listen, limits, upstreams, balance, names, root, home, token
          limits: {}                                  # edge.yaml:1:1: listen: required, but not given; add listen with a list
          listen: [ { http2: on } ]                   # edge.yaml:1:11: listen.0.address: required, but not given; add address: …
          listen:|limits: {}                          # edge.yaml:1:1: listen: required, but not given; add listen with a list
          listen: []|listen: []                       # edge.yaml:2:1: listen: written twice, first in line 1; keep one
          listen: 80                                  # edge.yaml:1:9: listen: expected a list, found "80"; write [ … ] or - lines
          listen: [ 80 ]                              # edge.yaml:1:11: listen.0: expected the keys address, http2, idleTimeout, found "80"; write key: value
          listen: []|limits: [ 1 ]                    # edge.yaml:2:9: limits: expected the keys head, target, share, fields, found a list; write key: value
          listen: []|balance: { a: 1 }                # edge.yaml:2:10: balance: expected a single value, found keys with values; write one
          listen: []|upstreams: 7                     # edge.yaml:2:12: upstreams: expected names with values, found "7"; write name: value
          listen: []|balance: owners                  # edge.yaml:2:10: balance: "owners": unknown value; did you mean owner?
          listen: []|balance: fastest                 # edge.yaml:2:10: balance: "fastest": unknown value; known are round-robin, owner
          listen: []|limits: { fields: many }         # edge.yaml:2:19: limits.fields: "many": not a whole number; write digits only, like 8080
          listen: []|limits: { fields: 99999999999 }  # edge.yaml:2:19: limits.fields: "99999999999": too large; at most 2147483647
          listen: []|limits: { share: 1,5 }           # edge.yaml:2:20: limits.5: unknown key; known are head, target, share, fields
          listen: []|limits: { share: half }          # edge.yaml:2:18: limits.share: "half": not a number; write it like 0.25
          listen: []|limits: { head: 16KB/s }         # edge.yaml:2:17: limits.head: "16KB/s": not a size; write it like 512, 64KiB or 8MB
          listen: []|limits: { head: 16kilo }         # edge.yaml:2:17: limits.head: "16kilo": unknown unit kilo; use KiB, MiB, GiB, KB, MB or GB
          listen: [ { address: 1, idleTimeout: 30 } ] # edge.yaml:1:38: listen.0.idleTimeout: "30": not a duration; write a number with its unit: 250ms, 30s, 5m, 1h or 2d
          listen: [ { address: 1, idleTimeout: 0s } ] # edge.yaml:1:38: listen.0.idleTimeout: must be at least 1ms; found "0s"
          listen: []|limits: { target: 1MiB }         # edge.yaml:2:9: limits: a target longer than the whole head; correct what stands here
          listen: [ { address: 70000 } ]              # edge.yaml:1:22: listen.0.address: "70000" is not accepted; a port lies between 0 and 65535
          listen: [ { address: a } ]                  # edge.yaml:1:22: listen.0.address: "a": not an address; write it like 8080, 127.0.0.1:8080, [::1]:8080 or unix:/run/weir.sock
          listen: [ { address: "::1:80" } ]           # edge.yaml:1:22: listen.0.address: "::1:80" is not accepted; an IPv6 address is written in brackets, like [::1]:8080
          listen: [ { address: "unix:w" } ]           # edge.yaml:1:22: listen.0.address: "unix:w" is not accepted; the path of a Unix socket must be absolute
          listen: [ { address: 1, http2: maybe } ]    # edge.yaml:1:32: listen.0.http2: "maybe": neither on nor off; write one of them
          listen: []|root: "${HOME_OF_NOBODY}"        # edge.yaml:2:7: root: the variable HOME_OF_NOBODY is not set; set it, or give a default: ${HOME_OF_NOBODY:-…}
          listen: []|root: "${not a name}"            # edge.yaml:2:7: root: a variable is written ${NAME} or ${NAME:-default}; write $$ for a dollar
          listen: []|limits: { fields: "${NO_NUMBER}" } # edge.yaml:2:19: limits.fields: the variable NO_NUMBER is not set; set it, or give a default: ${NO_NUMBER:-…}
          listen: []|limits: { head: 1, haed: 2 }     # edge.yaml:2:20: limits.haed: unknown key; did you mean head?
          listen: []|fields: 2                        # edge.yaml:2:1: fields: unknown key; it belongs to limits, check the indentation
          listen: []|limits: { balance: owner }       # edge.yaml:2:11: limits.balance: unknown key; it belongs to the top level, check the indentation
          listen: []|token: &t x|root: *t             # edge.yaml:3:7: root: anchors and aliases are not supported; write the value out
          listen: &a []                               # edge.yaml:1:9: listen: anchors and aliases are not supported; write the value out
          listen: []|---|listen: []                   # edge.yaml:3:1: a second document; a file holds one
          listen:|>- address: 80                      # edge.yaml:2:1: not valid YAML: found character '\\t(TAB)' that cannot start any token; indent with spaces, not with tabs
          listen: [ 1, 2                              # edge.yaml:2:1: not valid YAML: expected ',' or ']', but got <stream end>; a bracket or brace is not closed, or a comma is missing
          root: "abc                                  # edge.yaml:2:1: not valid YAML: found unexpected end of stream; a quote is not closed
          listen: []: x                               # edge.yaml:1:11: not valid YAML: mapping values are not allowed here; check the indentation, and quote a value that contains a colon and a space
          just words                                  # edge.yaml:1:1: expected the keys listen, limits, upstreams, balance, names, root, home, token, found "just words"; write key: value
          """)
  void oneFaultIsOneLineWithItsPlace(String text, String message) {
    String yaml = text.strip().replace('|', '\n').replace('>', '\t') + "\n";

    assertThat(refused(yaml)).hasMessage(message);
  }

  @Test
  void allFaultsAreReportedInTheOrderOfTheFile() {
    SettingsException refused =
        refused(
            """
            listen:
              - address: here
                http2: maybe
            limts: {}
            balance: fastest
            """);

    assertThat(refused.faults())
        .extracting(SettingsException.Fault::line, SettingsException.Fault::path)
        .containsExactly(
            tuple(2, "listen.0.address"),
            tuple(3, "listen.0.http2"),
            tuple(4, "limts"),
            tuple(5, "balance"));
    assertThat(refused.line()).isEqualTo(2);
    assertThat(refused.column()).isEqualTo(14);
    assertThat(refused.file()).isEqualTo("edge.yaml");
    assertThat(refused.toString().lines()).hasSize(4);
  }

  @Test
  void aMissingFileIsSaid(@TempDir Path folder) {
    Path file = folder.resolve("none.yaml");
    SettingsException refused =
        catchThrowableOfType(SettingsException.class, () -> SettingsFile.read(file));

    assertThat(refused).hasMessage(file + ":1:1: no such file; check the path");
  }

  @Test
  void aFileThatIsNotUtf8IsSaid(@TempDir Path folder) throws Exception {
    Path file =
        Files.write(folder.resolve("l1.yaml"), "name: ä".getBytes(StandardCharsets.ISO_8859_1));
    SettingsException refused =
        catchThrowableOfType(SettingsException.class, () -> SettingsFile.read(file));

    assertThat(refused).hasMessage(file + ":1:1: not UTF-8 text; save the file as UTF-8");
  }
}
